import FederationChecks
import Testing

@Suite("What the checks are to recognise")
struct ClaimTests {
    /// A run of identifiers, such as `D01` to `D05`.
    private static func ids(_ letter: Character, _ numbers: ClosedRange<Int>...) -> [String] {
        numbers.flatMap { $0 }.map { "\(letter)\($0 < 10 ? "0" : "")\($0)" }
    }

    /// Every assertion that can be judged from outside without an identity.
    private static let assertions =
        ids("D", 1...5, 9...16, 18...26) + ids("T", 1...10) + ids("H", 1...5, 9...11)
        + ids("A", 1...1) + ids("K", 1...15, 17...19) + ids("N", 1...9)
        + ids("Q", 24...25, 35...36)

    /// Every failure mode that can be recognised so, those that need a notary among them.
    private static let failureModes =
        ids("F", 1...16, 20...26, 28...36, 38...41, 44...44, 65...66, 68...70)

    @Test("Every one of them is claimed by a row of the table of checks, whose tests prove it")
    func claimed() {
        #expect(Self.assertions.count == 72)
        #expect(Self.failureModes.count == 42)
        let assertions = Set(Check.all.flatMap(\.assertions))
        let failureModes = Set(Check.all.flatMap(\.failureModes))
        #expect(Self.assertions.filter { !assertions.contains($0) } == [])
        #expect(Self.failureModes.filter { !failureModes.contains($0) } == [])
    }
}
