import FederationClient
import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import TestSupport
import Testing

@Suite("Faults that are crafted")
struct CraftedFaultTests {
    /// Rows that room version 10 does not have.
    private static let elsewhere: Set = ["create-listed"]
    /// Rows whose body is no JSON that can be signed, or is long to read.
    private static let unreadable: Set = [
        "lone-surrogate", "invalid-utf8", "body-not-json", "duplicate-keys", "body-oversize",
    ]

    @Test("Every fault has a proof, and no fault has the name of another")
    func counted() {
        let ids = CraftedFault.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(Set(CraftedProof.all.map(\.fault)) == Set(ids))
        #expect(CraftedProof.all.count == ids.count)
        #expect(CraftedFault.named("nonsense") == nil)
        #expect(Set(CraftedFault.all.map(\.topic)) == Set(CraftedFault.Topic.allCases))
    }

    @Test("Every fault is what it says", arguments: CraftedProof.all)
    func proof(_ proof: CraftedProof) throws {
        #expect(try proof.holds(try CraftWorld(proof.version)))
    }

    @Test("A fault whose receiver has a duty names where that is specified")
    func specified() {
        for fault in CraftedFault.all where !fault.demand.isSilent {
            #expect(fault.spec != nil, "\(fault.id)")
        }
    }

    @Test(
        "Every request is signed for the receiver, whatever is in it",
        arguments: CraftedFault.all.map(\.id))
    func signed(id: String) throws {
        guard !Self.elsewhere.contains(id) else { return }
        let world = try CraftWorld()
        let key = world.context.identity.key.publicKey
        for request in try world.plan(id).requests {
            let value = try #require(request.headers.firstValue(of: "Authorization"))
            let header = try XMatrixHeader(parsing: value)
            #expect(header.deviations.isEmpty)
            let signature = try UnpaddedBase64.decode(header.signature)
            #expect(key.isValid(signature, for: request.signedObject))
            let received = ReceivedRequest(
                method: request.method, target: request.target, body: request.body)
            let cannotBeRead = [
                "lone-surrogate", "invalid-utf8", "body-not-json", "duplicate-keys",
            ]
            guard !cannotBeRead.contains(id) else { continue }
            _ = try verifyRequest(
                received, header: header, ownName: world.context.destination, key: key)
        }
    }

    @Test(
        "What is no fault in a room version is refused there",
        arguments: [("create-listed", "11"), ("create-missing", "12"), ("event-id", "2")])
    func versions(fault: String, version: String) throws {
        let error = #expect(throws: CraftingError.self) { try CraftWorld(version).plan(fault) }
        #expect(error?.description == "'\(fault)' is no fault in room version \(version)")
    }

    @Test("What needs a room is refused without one; the others are made")
    func rooms() throws {
        var context = try CraftWorld().context
        context.room = nil
        for fault in CraftedFault.all {
            if fault.needsRoom {
                #expect(throws: CraftingError.self) { try fault.plan(in: context) }
            } else {
                #expect(throws: Never.self) { try fault.plan(in: context) }
            }
        }
    }

    @Test(
        "Old room versions take numbers that canonical JSON does not have, and keys that are over",
        arguments: ["float", "integer-2-53", "key-expired"])
    func oldVersions(id: String) throws {
        #expect(try CraftWorld("4").plan(id).fate == .stored)
        #expect(try CraftWorld("6").plan(id).fate == .dropped)
        let old = try CraftWorld("4")
        #expect(try old.violations(id).isEmpty)
        #expect(try old.isSigned(id))
    }

    @Test(
        "In every room version the event has the one fault that it is made for",
        arguments: RoomVersion.all.map(\.identifier))
    func everyVersion(version: String) throws {
        let world = try CraftWorld(version)
        #expect(try world.violations("prev-events-21") == [.tooManyReferences])
        #expect(try world.violations("auth-events-11") == [.tooManyReferences])
        #expect(try world.violations("depth-too-large").count == 1)
        #expect(
            try world.event("auth-event-wrong").authEventIDs.count
                == world.room.authEvents.count + 1)
        #expect(try world.isSigned("auth-event-wrong"))
        #expect(try world.pdu("event-size-limit").count == 65_536)
        #expect(try world.violations("event-size-limit").isEmpty)
        #expect(try world.violations("event-over-limit") == [.tooLarge])
    }
}
