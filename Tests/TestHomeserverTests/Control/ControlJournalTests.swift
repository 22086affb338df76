import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import TestHomeserver
import TestSupport
import Testing

@testable import struct TestHomeserver.JournalFilter
@testable import class TestHomeserver.JournalMemory

@Suite("The journal that the control API tells of")
struct ControlJournalTests {
    @Test("Records are numbered, filtered, and told page by page")
    func pages() async throws {
        try await ControlBed.run { bed in
            for target in ["/_matrix/federation/v1/version", "/_matrix/key/v2/server", "/nope"] {
                _ = try await bed.bed.ask("GET", target)
            }
            // A name may be spelled in other ways.
            _ = try await bed.bed.ask(
                "GET", "/_matrix/federation/v1/openid/userinfo?access%5Ftoken=secret")
            let all = try await bed.get("/v1/journal").json
            #expect(all.list("records").map { $0["number"] } == [1, 2, 3, 4])
            #expect(all["last"] == 4 && all["first"] == 1)
            let time = all.list("records").first?["time"]?.text ?? ""
            #expect(time.wholeMatch(of: /....-..-..T..:..:..\.\d\d\dZ/) != nil, "\(time)")
            let schema = try JSONSchema(
                parsing: ProjectFile.bytes("Fixtures/schemas/fedctl.journal.1.json"))
            for record in all.list("records") {
                #expect(schema.problems(of: record).isEmpty, "\(schema.problems(of: record))")
            }
            let first = try await bed.get("/v1/journal?limit=1&after=1").json
            #expect(first.list("records").map { $0["number"] } == [2] && first["last"] == 2)
            let some = try await bed.get("/v1/journal?endpoint=server-keys&direction=in").json
            #expect(some.list("records").map { $0["number"] } == [2] && some["last"] == 4)
            for filter in ["server=two.test", "direction=out", "origin=a.test", "after=4"] {
                #expect(try await bed.get("/v1/journal?\(filter)").json.list("records").isEmpty)
            }
            #expect(!"\(all)".contains("secret"))
        }
    }

    @Test("What is recorded is handed on with its number, in that order")
    func numbers() async throws {
        let (behind, alone) = (MemoryJournal(), MemoryJournal())
        let journals: [(any ExchangeRecording, MemoryJournal)] = [
            (JournalMemory(handingOnTo: behind), behind), (NumberedJournal(alone), alone),
        ]
        for (journal, follower) in journals {
            await withDiscardingTaskGroup { group in
                for _ in 0..<50 {
                    group.addTask {
                        journal.record(
                            ExchangeRecord(
                                time: TestBed.now, peer: "", local: "", event: .failed(.noRequest)))
                    }
                }
            }
            #expect(follower.records.map(\.number) == Array(1...50))
        }
    }

    @Test("What peers write is counted: of records with long texts, fewer are kept")
    func cost() throws {
        let memory = JournalMemory()
        let request = AnsweredRequest(
            server: try ServerName(parsing: "one.test"), host: nil, method: "GET", target: "/",
            bodyBytes: 0, endpoint: nil,
            authorization: .unreadable(reason: String(repeating: "x", count: 1 << 20)),
            status: 401, milliseconds: 1)
        for _ in 0..<100 {
            memory.record(
                ExchangeRecord(time: TestBed.now, peer: "", local: "", event: .answered(request)))
        }
        let page = memory.page(after: 0, JournalFilter(), limit: 1_000)
        #expect(page.last == 100 && page.first > 80, "\(page.first)")
        #expect(page.records.count == 101 - page.first)
    }

    @Test("Who waits is told as soon as there is something, and in vain no longer than wanted")
    func waits() async throws {
        try await ControlBed.run { bed in
            let begin = ContinuousClock.now
            async let page = bed.get("/v1/journal?endpoint=version&wait_ms=20000")
            _ = try await bed.bed.ask("GET", "/nope")
            _ = try await bed.bed.ask("GET", "/_matrix/federation/v1/version")
            #expect(try await page.json.list("records").count == 1)
            let vain = try await bed.get("/v1/journal?after=2&wait_ms=30")
            #expect(vain.json.list("records").isEmpty)
            #expect(ContinuousClock.now - begin < .seconds(15))
        }
    }

    @Test("What is asked of others is told too, whether they answer or not")
    func outgoing() async throws {
        let journal = MemoryJournal()
        try await ControlBed.run { bed in
            let federation = JournaledFederation(
                BedFederation(bed: bed.bed), journal: journal, time: FixedTime(now: TestBed.now))
            let version = try #require(Endpoint.named("version"))
            let request = try FederationRequest(version, to: try ServerName(parsing: "one.test"))
            _ = try await federation.send(request, signedBy: bed.bed.stranger)
            await bed.bed.running.stop()
            await #expect(throws: FederationRequestError.self) {
                try await federation.send(request, signedBy: nil)
            }
        }
        let records = journal.records
        #expect(records.map(\.direction) == [.outgoing, .outgoing])
        let sent = records.map { $0.json["sent"] }
        #expect(sent.first??["status"] == 200 && sent.first??["server"] == "stranger.test")
        #expect(sent.last??["error"]?.text?.isEmpty == false && sent.last??["status"] == nil)
        let schema = try JSONSchema(
            parsing: ProjectFile.bytes("Fixtures/schemas/fedctl.journal.1.json"))
        for record in records { #expect(schema.problems(of: record.json).isEmpty) }
    }

    @Test("Each event of a transaction is in the journal with what became of it")
    func events() async throws {
        let room = #"{"id":"a","version":"11","join_rule":"public","members":["@a:one.test"]}"#
        try await RoomBed.run(room) { bed in
            let joined = try await bed.join(0)
            let forged = try bed.signed([
                "type": "m.room.message", "sender": "@a:one.test", "depth": 99,
                "content": ["body": "x"], "room_id": .string(bed.id().description),
                "origin_server_ts": 1, "prev_events": [.string(joined.event.eventID.description)],
                "auth_events": [],
            ])
            let body: JSONObject = [
                "origin": "stranger.test", "origin_server_ts": 1,
                "pdus": [
                    forged.document.root.value, ["room_id": "!no:one.test", "type": "m.x"],
                ],
            ]
            let response = try await bed.bed.ask(
                try FederationRequest(
                    method: "PUT", target: "/_matrix/federation/v1/send/1",
                    to: try ServerName(parsing: "one.test"), body: .json(.object(body))))
            #expect(response.status == 200, "\(response.json)")
            let sent = try #require(bed.bed.journal.requests.last { $0.endpoint == "send" })
            let pdus = try #require(sent.transaction?.pdus)
            #expect(pdus.map(\.type) == ["m.room.message", "m.x"])
            #expect(pdus.map(\.outcome) == ["dropped", "refused"])
            #expect(pdus.first?.unsigned == ["one.test"], "\(pdus)")
            #expect(pdus.first?.isHashRight == true)
        }
    }

    @Test("The wish that it ends is told to the process, which ends it")
    func shutdown() async throws {
        try await ControlBed.run { bed in
            async let wished: Void = bed.bed.running.untilShutdownIsWished()
            let response = try await bed.post("shutdown")
            #expect(response.status == 200)
            await wished
        }
    }
}
