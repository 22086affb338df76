import FederationCore
import TestHomeserver
import Testing

@Suite("Faults on demand")
struct FaultTableTests {
    @Test("Each row has a name of its own, in kebab-case, and a title in lower case")
    func names() {
        #expect(Set(Fault.all.map(\.id)).count == Fault.all.count)
        for fault in Fault.all {
            #expect(fault.id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
            #expect(!fault.title.isEmpty && !fault.title.hasSuffix("."))
            #expect(Fault.named(fault.id)?.id == fault.id)
            if let usual = fault.value.usual { #expect(fault.value.accepts(usual)) }
        }
        #expect(Fault.named("gremlins") == nil)
    }

    @Test("Every row is proved, once")
    func counted() {
        #expect(FaultProof.all.map(\.id).sorted() == Fault.all.map(\.id).sorted())
    }

    @Test(
        "A fault strikes what it is set for, is in the journal, and is over once it is taken out",
        arguments: FaultProof.all)
    func strikes(proof: FaultProof) async throws {
        let setting = try FaultSetting(
            proof.id, value: proof.value, endpoints: proof.endpoint.map { [$0] } ?? [])
        try await FaultBed.run(plain: proof.isPlain) { bed in
            try await proof.good(bed)
            #expect(bed.journal.records.allSatisfy { !$0.faults.contains(proof.id) })
            let number = bed.plan.set(setting)
            try await proof.struck(bed)
            #expect((bed.plan.list.first?.struck ?? 0) >= 1)
            for _ in 0..<100 where bed.journal.records.last?.faults.isEmpty ?? true {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(bed.journal.records.contains { $0.faults.contains(proof.id) })
            #expect(bed.plan.remove(number))
            try await proof.good(bed)
            #expect(bed.plan.list.isEmpty)
        }
    }

    @Test(
        "Answers about rooms of any version are struck",
        arguments: ["1", "3", "6", "10", "12"], FaultProof.content)
    func versions(version: String, proof: FaultProof) async throws {
        let setting = try FaultSetting(proof.id, value: proof.value, endpoints: ["send-join"])
        try await FaultBed.run(plain: true, version: version) { bed in
            try await proof.good(bed)
            bed.plan.set(setting)
            try await proof.struck(bed)
        }
    }

    @Test("A fault for another endpoint, server or peer lets the request pass")
    func others() async throws {
        try await FaultBed.run(plain: true) { bed in
            for setting in [
                try FaultSetting("status", endpoints: ["server-keys", "send"]),
                try FaultSetting("status", server: try ServerName(parsing: "two.test")),
                try FaultSetting("status", peer: FaultPeer(parsing: "127.0.0.2")),
                try FaultSetting("status", peer: FaultPeer(parsing: "stranger.test")),
            ] { bed.plan.set(setting) }
            try await FaultProof.isRight(bed)
            #expect(bed.plan.list.allSatisfy { $0.met == 0 && $0.struck == 0 })
            #expect(try await bed.ask("GET", "/_matrix/key/v2/server").status == 502)
            #expect(try await bed.ask(host: "two.test").status == 502)
            let profile = try #require(Endpoint.named("profile"))
            let signed = try await bed.ask(try profile.sampleRequest)
            #expect(signed.status == 502)
            #expect(bed.plan.list.map(\.struck) == [1, 1, 0, 1])
        }
        try await FaultBed.run(plain: true) { bed in
            bed.plan.set(try FaultSetting("status", peer: FaultPeer(parsing: "127.0.0.1")))
            #expect(try await bed.ask().status == 502)
        }
    }

    @Test("Some are let through first, and a fault that has struck often enough is over")
    func counts() async throws {
        try await FaultBed.run(plain: true) { bed in
            bed.plan.set(try FaultSetting("status", count: 2, after: 1))
            var statuses: [Int] = []
            for _ in 0..<5 { statuses.append(try await bed.ask().status) }
            #expect(statuses == [200, 502, 502, 200, 200])
            #expect(bed.plan.list.map(\.met) == [5])
            #expect(bed.plan.list.map(\.struck) == [2])
        }
    }

    @Test("What is struck by chance is the same in each run of a seed, not of another seed")
    func seeds() async throws {
        func run(_ seed: UInt64) async throws -> [Int] {
            var statuses: [Int] = []
            let plan = FaultPlan(
                seed: seed, settings: [try FaultSetting("status", probability: 0.5)])
            try await FaultBed.run(plan: plan, plain: true) { bed in
                for _ in 0..<40 { statuses.append(try await bed.ask().status) }
            }
            return statuses
        }
        let first = try await run(1)
        #expect(try await run(1) == first)
        #expect(try await run(2) != first)
        #expect((8...32).contains(first.count { $0 == 502 }))
    }

    @Test("Several faults strike one answer together")
    func together() async throws {
        try await FaultBed.run(plain: true) { bed in
            bed.plan.set(try FaultSetting("delay", value: .integer(200)))
            bed.plan.set(try FaultSetting("wrong-type"))
            bed.plan.set(try FaultSetting("slow-body", value: .integer(200)))
            let duration = try await ContinuousClock().measure {
                let response = try await bed.ask()
                #expect(response.headers.firstValue(of: "Content-Type") == "text/plain")
            }
            #expect(duration >= .milliseconds(300))
            #expect(bed.journal.requests.first?.faults == ["delay", "wrong-type", "slow-body"])
        }
    }
}
