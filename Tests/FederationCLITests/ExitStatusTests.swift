import Testing

@testable import FederationCLI

@Suite("Exit statuses")
struct ExitStatusTests {
    @Test("They are those that scripts depend on")
    func numbers() {
        #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 64, 65, 70, 130])
    }

    @Test(
        "Of several servers the worst counts, where 1 beats 2 beats 0",
        arguments: [
            ([], .success), ([.success], .success), ([.success, .unreachable], .unreachable),
            ([.unreachable, .findings, .success], .findings),
        ] as [([ExitStatus], ExitStatus)])
    func worst(statuses: [ExitStatus], worst: ExitStatus) {
        #expect(ExitStatus.worst(of: statuses) == worst)
    }
}
