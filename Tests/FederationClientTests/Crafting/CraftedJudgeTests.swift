import FederationClient
import FederationCore
import Findings
import MatrixJSON
import Testing

@Suite("Judgement of crafted requests")
struct CraftedJudgeTests {
    private static func judged(
        _ id: String, _ observations: [CraftedObservation], isAlive: Bool? = nil,
        found: [FoundEvent] = []
    ) throws -> Finding {
        let fault = try #require(CraftedFault.named(id))
        let plan = try fault.plan(in: CraftWorld().context)
        return CraftedRun(fault, plan, observations: observations, isAlive: isAlive, found: found)
            .finding
    }

    private static func answer(_ status: Int, _ body: String = "{}") -> CraftedObservation {
        .answered(HTTPResponse(status: status, body: Array(body.utf8)))
    }

    /// What every fault comes to that is answered so.
    private static func verdict(
        _ fault: CraftedFault, _ status: Int, isTransaction: Bool
    ) -> Verdict {
        switch (fault.demand, status) {
        case (_, 500...): .fail
        case (_, 404) where isTransaction: .skip
        case (.refused(let statuses), _): statuses.contains(status) ? .pass : .fail
        case (_, 401), (_, 403): .skip
        case (.accepted, 200) where fault.fate != nil: .skip
        case (.ignored, 200): .skip
        case (_, 429): fault.id == "transactions-parallel" ? .pass : .skip
        case (.accepted, 200), (.tolerated, 200), (.silent, _): .pass
        case (.ignored, _), (.tolerated, _): .warn
        case (.accepted, _): .fail
        }
    }

    @Test(
        "What is demanded and what was observed give the verdict, for every fault",
        arguments: CraftedFault.all.map(\.id).filter { $0 != "create-listed" })
    func everyFault(id: String) throws {
        let fault = try #require(CraftedFault.named(id))
        let plan = try fault.plan(in: CraftWorld().context)
        let isTransaction = plan.requests.contains { $0.target.contains("/send/") }
        for status in [200, 400, 401, 403, 404, 413, 429, 500, 502, 503] {
            let finding = CraftedRun(fault, plan, observations: [Self.answer(status)]).finding
            #expect(
                finding.verdict == Self.verdict(fault, status, isTransaction: isTransaction),
                "\(fault.id) \(status)")
            #expect(finding.check == CheckID("craft.\(fault.id)"))
            #expect((finding.fix != nil) == [.fail, .warn].contains(finding.verdict))
        }
    }

    @Test(
        "A hang and a connection that ends are failures whatever the specification says",
        arguments: CraftedFault.all.map(\.id).filter { $0 != "create-listed" })
    func crashes(id: String) throws {
        let fault = try #require(CraftedFault.named(id))
        let plan = try fault.plan(in: CraftWorld().context)
        func verdict(_ phase: HTTPExchangeError.Phase, isAlive: Bool) -> Verdict {
            CraftedRun(
                fault, plan, observations: [.failed(HTTPExchangeError(phase, "no answer"))],
                isAlive: isAlive
            ).finding.verdict
        }
        #expect(verdict(.timeout, isAlive: true) == .fail)
        #expect(verdict(.truncated, isAlive: true) == (fault.mayCloseConnection ? .warn : .fail))
        #expect(verdict(.truncated, isAlive: false) == .fail)
    }

    @Test("What the own deadline cuts off is not judged, and neither is a path that nobody takes")
    func unjudged() throws {
        let cut = CraftedObservation.failed(HTTPExchangeError(.cancelled, "cut"))
        #expect(try Self.judged("pdus-51", [cut], isAlive: false).verdict == .skip)
        let unknown = #"{"errcode":"M_UNRECOGNIZED"}"#
        #expect(try Self.judged("pdus-51", [Self.answer(404, unknown)]).verdict == .skip)
        let known = #"{"errcode":"M_NOT_FOUND"}"#
        #expect(try Self.judged("pdus-51", [Self.answer(404, known)]).verdict == .pass)
        for id in ["pdus-50", "pdus-51", "edu-unknown", "edu-foreign-typing"] {
            let page = try Self.judged(id, [Self.answer(200, "<html>")])
            #expect(page.verdict == .fail)
            #expect(page.summary.contains("200, but not JSON"))
        }
    }

    @Test("What was never sent is not judged; a server that goes away in the middle is")
    func unsent() throws {
        let refused = CraftedObservation.failed(HTTPExchangeError(.refused, "refused"))
        #expect(try Self.judged("float", [refused], isAlive: false).verdict == .skip)
        #expect(try Self.judged("float", []).verdict == .skip)
        let gone = try Self.judged(
            "transaction-replayed", [Self.answer(200), refused], isAlive: false)
        #expect(gone.verdict == .fail)
    }

    @Test(
        "What was found of the event later decides where the specification does",
        arguments: [
            ("hash-wrong", FoundEvent.redacted, Verdict.pass), ("hash-wrong", .asSent, .fail),
            ("hash-wrong", .unknown, .fail), ("hash-wrong", .rejected, .fail),
            ("hash-wrong", .unplaced(isAsSent: false, reason: "no"), .skip),
            ("hash-wrong", .unplaced(isAsSent: true, reason: "no"), .fail),
            ("signature-wrong", .unknown, .pass), ("signature-wrong", .asSent, .fail),
            ("signature-wrong", .rejected, .fail),
            ("signature-wrong", .unplaced(isAsSent: true, reason: "no"), .fail),
            ("event-size-limit", .asSent, .pass), ("event-size-limit", .unknown, .fail),
            ("event-size-limit", .rejected, .fail),
            ("event-size-limit", .unplaced(isAsSent: true, reason: "no"), .skip),
            ("auth-events-empty", .asSent, .fail), ("auth-events-empty", .redacted, .fail),
            ("auth-events-empty", .rejected, .pass), ("auth-events-empty", .unknown, .pass),
            ("auth-events-empty", .unplaced(isAsSent: true, reason: "no"), .skip),
            ("depth-negative", .asSent, .pass), ("float", .untold(reason: "no"), .skip),
        ])
    func fates(id: String, found: FoundEvent, verdict: Verdict) throws {
        let finding = try Self.judged(id, [Self.answer(200, #"{"pdus":{}}"#)], found: [found])
        #expect(finding.verdict == verdict)
        if verdict == .skip {
            #expect(finding.summary.contains(found.words))
        } else {
            #expect(finding.got?.contains(found.words) == true)
        }
    }

    @Test("What was not looked at is no pass, and what was not is said")
    func unseen() throws {
        let event = try Self.judged("auth-event-duplicate", [Self.answer(200)])
        #expect(event.verdict == .skip)
        #expect(event.summary.hasSuffix("the event was not looked up"))
        let effect = try Self.judged("edu-foreign-typing", [Self.answer(200)])
        #expect(effect.verdict == .skip)
        #expect(effect.summary.contains("the effect is not looked at"))
        #expect(try Self.judged("edu-foreign-typing", [Self.answer(500)]).verdict == .fail)
        #expect(try Self.judged("edu-unknown", [Self.answer(200)]).verdict == .pass)
    }

    @Test("A good event that is refused is a failure, and a bad one is not")
    func results() throws {
        let world = try CraftWorld()
        for (id, verdict) in [("event-size-limit", Verdict.fail), ("signature-wrong", .pass)] {
            let eventID = try #require(try world.plan(id).events.first?.eventID)
            let body = #"{"pdus":{"\#(eventID)":{"error":"no room for it"}}}"#
            let finding = try Self.judged(id, [Self.answer(200, body)])
            #expect(finding.verdict == verdict)
            #expect(finding.got?.hasPrefix("200; an error for the event: no room for it") == true)
        }
    }

    @Test("Demanded and observed stand side by side, and silence is said")
    func words() throws {
        let silent = try Self.judged("pdus-51", [Self.answer(400)])
        #expect(silent.expected == "the spec does not say (usual: 400)")
        #expect(silent.got == "400, no errcode")
        #expect(silent.evidence.contains(Evidence("spec_is_silent", .boolean(true))))
        let told = try Self.judged("signature-wrong", [Self.answer(400)])
        #expect(told.expected == "200, and the event is dropped")
        #expect(told.verdict == .fail)
    }
}
