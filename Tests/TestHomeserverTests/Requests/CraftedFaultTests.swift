import FederationClient
import FederationCore
import Findings
import RoomEvents
import RoomState
import TestHomeserver
import Testing

@testable import struct FederationClient.CraftedPlan
@testable import class TestHomeserver.HostedRoom

/// Every row of the table of crafted faults against the embedded homeserver, over sockets, judged by the table itself.
@Suite("Crafted faults that the embedded homeserver receives")
struct CraftedFaultTests {
    private static let inRooms = CraftedFault.all.filter(\.needsRoom)
    private static let elsewhere = CraftedFault.all.filter { !$0.needsRoom }

    /// The rows that are no faults in a version.
    private static func absent(_ rules: RoomVersionRules) -> Set<String> {
        var absent: Set<String> = [rules.createEventNamesRoom ? "create-missing" : "create-listed"]
        if rules.eventIDFormat == .serverChosen { absent.insert("event-id") }
        return absent
    }

    private static func run(
        _ version: String, body: (RequestBed, CraftingContext) async throws -> Void
    ) async throws {
        let room = #"{"id":"r","version":"\#(version)","members":["@a:one.test"],"topic":"t"}"#
        try await RequestBed.run(room) { configuration in
            guard let name = try? ServerName(parsing: "stranger.test"),
                let key = try? TestBed.key(3).publicKey
            else { return }
            configuration.verifyKeys = DatedKeys(
                keys: [name: key], validUntil: RoomBed.milliseconds + 86_400_000)
        } body: { bed in
            let context = CraftingContext(
                identity: bed.identity, destination: try RequestBed.home(),
                transactionID: "craft", now: RoomBed.milliseconds,
                room: try await bed.craftedRoom())
            try await body(bed, context)
        }
    }

    private static func run(
        _ fault: CraftedFault, _ bed: RequestBed, _ context: CraftingContext
    ) async throws -> CraftedRun {
        var context = context
        context.transactionID = "craft-\(fault.id)"
        let plan = try fault.plan(in: context)
        let home = try RequestBed.home()
        var run = try await bed.client.run(fault, plan, on: home)
        if plan.fate != nil {
            run.found = await bed.client.found(plan, on: home, signedBy: bed.identity)
        }
        return run
    }

    private static func verify(_ run: CraftedRun, _ hosted: HostedRoom) {
        let finding = run.finding
        let words = "\(run.fault.id): \(finding.summary): \(run.observedWords)"
        #expect(finding.verdict == (run.fault.demand == .ignored ? .skip : .pass), "\(words)")
        #expect(run.observations.allSatisfy { $0.status != nil && $0.status ?? 500 < 500 })
        guard let fate = run.plan.fate else { return }
        let ends = Set(hosted.read { $0.forwardExtremities.map(\.eventID) })
        for (event, found) in zip(run.plan.events, run.found) {
            if fate != .rejected { #expect(found.agrees(with: fate) == true, "\(words)") }
            guard let id = event.eventID else {
                Issue.record("the event of \(run.fault.id) has no ID")
                continue
            }
            #expect(ends.contains(id) == (fate == .stored || fate == .redacted), "\(words)")
        }
        for result in run.answers.compactMap({ $0 }).flatMap(\.results) {
            switch fate {
            case .stored, .redacted: #expect(result.outcome == .taken, "\(words)")
            case .rejected, .dropped: #expect(result.outcome != .taken, "\(words)")
            }
        }
    }

    @Test(
        "In a room, every demand of every row is met",
        arguments: RoomVersion.all.map(\.identifier))
    func rooms(version: String) async throws {
        try await Self.run(version) { bed, context in
            let rules = try #require(context.room).version.rules
            var proved: Set<String> = []
            for fault in Self.inRooms {
                do {
                    let run = try await Self.run(fault, bed, context)
                    proved.insert(fault.id)
                    Self.verify(run, try bed.hosted())
                } catch CraftingError.notInVersion {
                    #expect(Self.absent(rules).contains(fault.id))
                }
            }
            #expect(proved.union(Self.absent(rules)) == Set(Self.inRooms.map(\.id)))
        }
    }

    @Test("Outside of rooms too, and with a room to speak of")
    func requests() async throws {
        try await Self.run("11") { bed, context in
            var proved: Set<String> = []
            let runs = try await withThrowingTaskGroup(of: CraftedRun.self) { group in
                for fault in Self.elsewhere {
                    group.addTask { try await Self.run(fault, bed, context) }
                }
                var runs: [CraftedRun] = []
                for try await run in group { runs.append(run) }
                return runs
            }
            for run in runs {
                proved.insert(run.fault.id)
                Self.verify(run, try bed.hosted())
            }
            #expect(proved.count + Self.inRooms.count == CraftedFault.all.count)
        }
    }

    @Test("A fault that a server does not mind is a failure of the server")
    func negative() async throws {
        try await Self.run("11") { bed, context in
            let fault = try #require(CraftedFault.named("content-changed"))
            var plan = try fault.plan(in: context)
            let right = try #require(CraftedFault.named("event-size-limit")).plan(in: context)
            plan = CraftedPlan(right.requests, fate: plan.fate)
            var run = try await bed.client.run(fault, plan, on: RequestBed.home())
            run.found = await bed.client.found(
                plan, on: try RequestBed.home(), signedBy: bed.identity)
            #expect(run.found == [.asSent])
            #expect(run.finding.verdict == .fail)
        }
    }
}
