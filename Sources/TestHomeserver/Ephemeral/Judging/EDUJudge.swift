import FederationCore
import MatrixJSON

/// Judges the EDUs that a server sends, and remembers what is right of them.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#edus>
struct EDUJudge {
    /// The server that sent them.
    let origin: ServerName
    /// Where they came to.
    let receiver: EDUReceiver

    /// Judges a transaction and its EDUs, in their order.
    func judge(
        transaction id: String, body: JSONElement, edus: [JSONElement], now: Int64
    ) -> TransactionJudgement {
        var remarks: [TransactionRemark] = []
        switch body["origin"] {
        case nil: remarks.append(TransactionRemark(.origin, "there is no 'origin'"))
        case let element? where element.string.map(isOrigin) != true:
            let text = String(decoding: element.rawBytes.prefix(300), as: UTF8.self)
            remarks.append(TransactionRemark(.origin, "'origin' is \(text), and not \(origin)"))
        default: break
        }
        if body["origin_server_ts"]?.integer.map({ $0 >= 0 }) != true {
            remarks.append(TransactionRemark(.time, "there is no time in 'origin_server_ts'"))
        }
        return TransactionJudgement(
            origin: origin, id: id, time: now, remarks: remarks, edus: edus.map(judge))
    }

    /// Judges one EDU.
    func judge(_ edu: JSONElement) -> EDUJudgement {
        guard let type = edu["edu_type"]?.string, let content = edu["content"],
            content.kind == .object
        else {
            let remark = TransactionRemark(
                .envelope, "it is no object with a string 'edu_type' and an object 'content'")
            return EDUJudgement(
                type: edu["edu_type"]?.string, remarks: [remark], isTaken: false)
        }
        let row = EDUType.all.first { $0.name.utf8.elementsEqual(type.utf8) }
        guard let row else {
            return EDUJudgement(
                type: type, remarks: [TransactionRemark(.knownType, "'\(type)' is not known")],
                isTaken: false)
        }
        var subject = EDUCase(origin: origin, receiver: receiver, content: content)
        row.judge(&subject)
        return EDUJudgement(type: type, remarks: subject.remarks, isTaken: subject.isTaken)
    }

    private func isOrigin(_ text: String) -> Bool {
        text.utf8.elementsEqual(origin.description.utf8)
    }
}
