import FederationCore
import MatrixJSON

extension CraftingBench {
    /// The plan of one transaction with these events and data.
    func plan(
        _ pdus: [TransactionPDU] = [], edus: [JSONValue] = [], fate: EventFate? = nil
    ) throws(CraftingError) -> CraftedPlan {
        CraftedPlan([try request(transaction(pdus, edus: edus))], fate: fate)
    }

    /// The plan of one transaction with one event.
    func plan(_ event: CraftedEvent, fate: EventFate? = nil) throws(CraftingError) -> CraftedPlan {
        try plan([event.pdu], fate: fate)
    }

    /// The plan of one transaction with these members as its body, and these events that may be told of.
    func plan(
        body members: [TransactionMember], pdus: [TransactionPDU] = []
    ) throws(CraftingError) -> CraftedPlan {
        CraftedPlan([
            try request(transaction(pdus), body: TransactionMember.object(members))
        ])
    }

    /// A transaction.
    func transaction(
        _ pdus: [TransactionPDU] = [], edus: [JSONValue] = [], number: Int = 0
    ) -> Transaction {
        Transaction(
            "\(context.transactionID)-\(number)", from: origin, at: context.now, pdus: pdus,
            edus: edus.map { $0.canonicalBytes() })
    }

    /// The request that brings a transaction, signed.
    ///
    /// - Parameters:
    ///   - transaction: The transaction.
    ///   - body: What goes out in place of its body.
    ///   - content: What the signature is over in place of what goes out.
    /// - Returns: The request.
    /// - Throws: ``CraftingError`` where the ID of the transaction is empty.
    func request(
        _ transaction: Transaction, body: [UInt8]? = nil, content: [UInt8]? = nil
    ) throws(CraftingError) -> CraftedRequest {
        let body = body ?? transaction.body
        let request: FederationRequest
        do {
            // What the signature is over is looked at, which may be much less than what goes out.
            request = try FederationRequest(
                sending: content ?? body, as: transaction.id, to: context.destination)
        } catch {
            throw .noRequest(error)
        }
        // A body that is no JSON has no content, and is signed as if there were an object without members.
        let parsed = try? canonicalize(content ?? body, numbers: request.numbers)
        let object = RequestObject(
            method: request.method, uri: request.target, origin: "\(origin)",
            destination: "\(context.destination)", content: parsed ?? Array("{}".utf8)
        ).canonicalBytes
        let header = XMatrixHeader(
            origin: origin, destination: context.destination, keyID: key.keyID,
            signature: key.sign(object))
        return CraftedRequest(
            method: request.method, target: request.target,
            headers: [
                HTTPHeader("Accept", "application/json"),
                HTTPHeader("Content-Type", "application/json"),
                HTTPHeader("Authorization", header.headerValue),
            ], body: body, signedObject: object, transaction: transaction)
    }

    /// The members of the body of an empty transaction.
    var members: [TransactionMember] {
        [
            TransactionMember("edus", list: []),
            TransactionMember("origin", JSONValue.string("\(origin)").canonicalBytes()),
            TransactionMember("origin_server_ts", Array("\(context.now)".utf8)),
            TransactionMember("pdus", list: []),
        ]
    }

    /// The same members, one of them with another value, or without it.
    func members(with name: String, _ value: String?) -> [TransactionMember] {
        members.compactMap { member in
            guard member.name == name else { return member }
            return value.map { TransactionMember(name, Array($0.utf8)) }
        }
    }
}
