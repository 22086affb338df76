import Findings
import SigningKeys

extension Check {
    /// The checks of the key document: those of `SigningKeys`, at each destination.
    static let keys: [Check] = documentChecks + [oldKeyPath]

    private static let oldKeyPath = Check(
        id: "keys.old-path",
        title: "the path of former versions is gone, or gives the same document",
        spec: .serverServer("publishing-keys"),
        assertions: ["K19"], failureModes: ["F39"],
        kind: .passive, weight: .must, needs: ["keys.document"], lack: "no usable key document",
        probes: [.keyDocument, .oldKeyPath], page: .keysOldPath,
        judge: .destination(judgeOldKeyPath))

    private static let documentChecks: [Check] = KeyDocumentCheck.all.map { row in
        Check(
            id: row.id, title: row.title, spec: row.spec,
            assertions: row.covers.filter { !$0.hasPrefix("F") } + moreAssertions(of: row.id),
            failureModes: row.covers.filter { $0.hasPrefix("F") },
            kind: .passive, weight: row.spec == nil ? .info : .must, needs: ["tls.handshake"],
            lack: "no usable key document", probes: [.keyDocument],
            page: ExplainPage.keys(row),
            judge: .destination { facts, context in
                row.id == KeyDocumentCheck.all[0].id
                    ? judgeKeyAnswer(row.id, facts, context) : judgeKeys(row.id, facts, context)
            })
    }

    /// What is judged here and not in the document: the answer that brings it.
    private static func moreAssertions(of id: CheckID) -> [String] {
        id == KeyDocumentCheck.all[0].id ? ["H01", "H02", "K01"] : []
    }
}
