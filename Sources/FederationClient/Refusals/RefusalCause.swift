import FederationCore

/// A usual cause of a 401, and how it is told from the others: a row of a table.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#request-authentication>
public struct RefusalCause: Sendable {
    /// The name, stable for ever.
    public let id: String
    /// What is the matter, in one line.
    public let title: String
    /// What to do about it.
    public let fix: String
    /// The cause that is nearer where both are found; none where there is none.
    let yieldsTo: String?
    private let test: @Sendable (RefusalCase) async -> RefusalTest

    init(
        _ id: String, _ title: String, fix: String, yieldsTo: String? = nil,
        test: @escaping @Sendable (RefusalCase) async -> RefusalTest
    ) {
        self.id = id
        self.title = title
        self.fix = fix
        self.yieldsTo = yieldsTo
        self.test = test
    }

    /// Looks whether that is the cause.
    func outcome(of refusal: RefusalCase) async -> RefusalTest {
        await test(refusal)
    }
}
