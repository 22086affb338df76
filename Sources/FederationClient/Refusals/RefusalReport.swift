/// Why a server refused a signature: every usual cause, tested.
public struct RefusalReport: Sendable {
    /// The causes and what their tests came to, in the order of the table.
    public let rows: [Row]

    /// A cause, and what its test came to.
    public struct Row: Sendable {
        /// The cause.
        public let cause: RefusalCause
        /// What its test came to.
        public let test: RefusalTest
    }

    /// The cause: the first that was found, and yields to none of the others that were.
    public var cause: Row? {
        let found = rows.filter(\.test.isFound)
        let ids = found.map(\.cause.id)
        return found.first { row in row.cause.yieldsTo.map { !ids.contains($0) } ?? true }
    }
}
