import FederationCore
public import MatrixJSON

/// What a server says to a transaction that it answers with 200.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#put_matrixfederationv1sendtxnid>
public struct TransactionAnswer: Sendable, Hashable {
    /// What is said of each event that was sent and whose ID is known, in their order.
    public let results: [PDUResult]
    /// What is said of names that are no event that was sent, as far as IDs are known.
    public let others: [OtherResult]
    /// What there is instead of results, such as `an array`; none where there are results.
    public let insteadOfResults: String?

    /// What is said under a name that is not the ID of an event that was sent.
    public struct OtherResult: Sendable, Hashable {
        /// The name.
        public let name: String
        /// What is said.
        public let outcome: PDUResult.Outcome
    }

    /// Names in the answer that are no event that was sent.
    public var unexpected: [String] { others.map(\.name) }

    /// Reads the body of an answer.
    public init(_ body: [UInt8], to transaction: Transaction) {
        // What is no JSON has no results, and that is told.
        let root = try? JSONDocument(parsing: body, numbers: .preserving).root
        self.init(root, to: transaction)
    }

    /// Reads an answer; none where it is no JSON.
    public init(_ answer: JSONElement?, to transaction: Transaction) {
        let eventIDs = transaction.pdus.compactMap(\.eventID)
        guard let map = answer?["pdus"], map.kind == .object else {
            results = eventIDs.map { PDUResult(eventID: $0, outcome: .notMentioned) }
            others = []
            insteadOfResults = answer?["pdus"]?.kind.words ?? "nothing"
            return
        }
        results = eventIDs.map { PDUResult(eventID: $0, outcome: Self.outcome(map["\($0)"])) }
        let sent = Set(eventIDs.map { ExactText("\($0)") })
        others = map.members.filter { !sent.contains(ExactText($0.name)) }
            .map { OtherResult(name: $0.name, outcome: Self.outcome($0.value)) }
        insteadOfResults = nil
    }

    private static func outcome(_ result: JSONElement?) -> PDUResult.Outcome {
        guard let result else { return .notMentioned }
        guard let error = result["error"] else {
            return result.kind == .object ? .taken : .refused(result.excerpt)
        }
        return .refused(error.string ?? error.excerpt)
    }
}
