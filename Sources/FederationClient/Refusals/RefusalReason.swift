/// Why something could not be found out.
struct RefusalReason: Error, Sendable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
