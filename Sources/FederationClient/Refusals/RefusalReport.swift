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

    /// The cause: the first that was found.
    public var cause: Row? { rows.first(where: \.test.isFound) }
}
