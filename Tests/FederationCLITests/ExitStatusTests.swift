import Testing

@testable import FederationCLI

@Suite("Exit statuses")
struct ExitStatusTests {
    /// Swift Testing has a type of that name too.
    private typealias ExitStatus = FederationCLI.ExitStatus

    @Test("They are those that scripts depend on")
    func numbers() {
        #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 64, 65, 70, 130])
    }

    @Test(
        "Of several servers the worst counts, where 1 beats 2 beats 0",
        arguments: [
            ([], .success), ([.success], .success), ([.success, .unreachable], .unreachable),
            ([.unreachable, .findings, .success], .findings),
        ] as [([FederationCLI.ExitStatus], FederationCLI.ExitStatus)])
    func worst(statuses: [FederationCLI.ExitStatus], worst: FederationCLI.ExitStatus) {
        #expect(ExitStatus.worst(of: statuses) == worst)
    }
}
