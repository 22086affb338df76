import Findings
import SigningKeys

extension Check {
    /// The checks of the homeserver as a notary, and of what other notaries have of it.
    static let notary: [Check] = roleChecks + extraChecks + outsideChecks

    /// The homeserver as a notary, asked about itself: the rows of `SigningKeys`.
    private static let roleChecks = KeyDocumentCheck.notary.filter { row in
        // Whether it can reach itself is no question.
        row.id != "notary.view" && row.id != "notary.keys"
    }.map { row in
        Check(
            id: row.id, title: row.title, spec: row.spec,
            assertions: row.covers.filter { !$0.hasPrefix("F") },
            failureModes: row.covers.filter { $0.hasPrefix("F") },
            kind: .passive, weight: .must,
            needs: row.id == "notary.answer" ? ["reach.answer"] : ["notary.answer"],
            lack: "no notary", probes: [.keyDocument, .notaryRole], page: .notary(row),
            judge: .name { judgeRole(row.id, $0) })
    }

    private static let section = SpecLink.serverServer("querying-keys-through-another-server")

    private static let extraChecks = [
        Check(
            id: "notary.malformed",
            title: "a question without server_keys is refused",
            spec: section, assertions: ["N09"], failureModes: [],
            kind: .passive, weight: .info, needs: ["notary.answer"], lack: "no notary",
            probes: [.keyDocument, .notaryRole], page: .notaryMalformed,
            judge: .name(judgeMalformedQuestion)),
        Check(
            id: "notary.absent",
            title: "a server that is not there is left out of the answer",
            spec: section, assertions: ["N04", "N05"], failureModes: ["F41"],
            kind: .passive, weight: .must, needs: ["notary.answer"], lack: "no notary",
            probes: [.keyDocument, .notaryFailures], page: .notaryAbsent,
            judge: .name(judgeAbsentServer)),
        Check(
            id: "notary.refresh",
            title: "keys that have to be valid for longer are fetched anew",
            spec: section, assertions: ["N06"], failureModes: ["F41"],
            kind: .passive, weight: .should, needs: ["notary.answer"], lack: "no notary",
            probes: [.keyDocument, .notaryFailures], page: .notaryRefresh,
            judge: .name(judgeRefresh)),
    ]

    /// What the notaries of `--notary` have.
    private static let outsideChecks = [
        Check(
            id: "outside.view",
            title: "other notaries can get the keys from the server",
            spec: section, assertions: [], failureModes: ["F16", "F35", "F41"],
            kind: .passive, weight: .info, needs: ["name.grammar"], lack: "no notary",
            probes: [.keyDocument, .outsideView], page: .outsideView,
            judge: .name(judgeOutsideView)),
        Check(
            id: "outside.keys",
            title: "other notaries have the keys that the server publishes",
            spec: section, assertions: ["K15"], failureModes: ["F36", "F41"],
            kind: .passive, weight: .info, needs: ["name.grammar"], lack: "no notary",
            probes: [.keyDocument, .outsideView], page: .outsideKeys,
            judge: .name(judgeOutsideKeys)),
    ]
}
