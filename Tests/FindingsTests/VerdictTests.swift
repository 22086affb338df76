import Findings
import Testing

@Suite("Verdicts")
struct VerdictTests {
    @Test("A run whose checks were all skipped is not a pass", arguments: [[], [Verdict.skip]])
    func skipped(verdicts: [Verdict]) {
        #expect(Verdict.worst(of: verdicts) == .skip)
    }

    @Test(
        "The worst verdict wins, and a skip never does",
        arguments: [
            ([.pass, .skip], .pass), ([.pass, .warn, .skip], .warn),
            ([.warn, .fail, .pass], .fail),
            ([.fail, .skip], .fail),
        ] as [([Verdict], Verdict)])
    func worst(verdicts: [Verdict], worst: Verdict) {
        #expect(Verdict.worst(of: verdicts) == worst)
        #expect(Verdict.worst(of: verdicts.reversed()) == worst)
    }

    @Test("Findings are counted by their verdicts")
    func counts() {
        let findings = [Verdict.pass, .fail, .skip, .skip, .warn, .pass, .skip].map {
            Finding("test.check", $0, "something")
        }
        let counts = VerdictCounts(of: findings)
        #expect(counts.pass == 2 && counts.warn == 1 && counts.fail == 1 && counts.skip == 3)
    }

    @Test("The topic of a check is the word before its first dot")
    func topic() {
        #expect(CheckID("tls.chain").topic == "tls")
        #expect(CheckID("well-known.server.name").topic == "well-known")
        #expect(CheckID("alone").topic == "alone")
    }

    @Test("A link names page, anchor and the one version")
    func links() {
        let base = "https://spec.matrix." + "org/\(SpecLink.version)/"
        #expect(SpecLink.serverServer("tls").url == base + "server-server-api/#tls")
        #expect(SpecLink(page: "rooms/v11").url == base + "rooms/v11/")
    }
}
