import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState
import TestSupport
import Testing

@Suite("Hostile answers to joins")
struct HostileJoinTests {
    @Test(
        "Whatever happens to an answer on its way, only events of the room come through",
        arguments: [2, 5, 11, 12])
    func mutations(number: Int) async throws {
        let room = try CannedRoom(RoomVersion.all[number - 1])
        let honest = CannedResident(room)
        var random = SplitMix(seed: UInt64(number))
        var joins = 0
        for _ in 0..<60 {
            let seed = random.next()
            var resident = honest
            resident.instead = { (request) throws(FederationRequestError) in
                guard request.operation == "send-join" else { return nil }
                var response = try honest.respond(to: request)
                response.body = Self.mutated(response.body, seed: seed)
                return response
            }
            do {
                let joined = try await Scene(resident).join(room)
                joins += 1
                for event in joined.state + joined.authChain {
                    let known = room.events.first { $0.eventID == event.eventID }
                    // What was changed is taken redacted, and what signatures cover cannot be changed.
                    #expect(known?.source.referenceHash == event.source.referenceHash)
                    #expect(event.source.contentHashVerdict.matches || !joined.isSound)
                }
            } catch let error as MembershipError {
                #expect(error.attempts.count == 1)
            }
        }
        #expect(joins > 0)
    }

    /// The body with a few bytes changed, left out or repeated.
    private static func mutated(_ body: [UInt8], seed: UInt64) -> [UInt8] {
        var random = SplitMix(seed: seed)
        var body = body
        for _ in 0...(random.next() % 3) {
            let place = Int(random.next() % UInt64(body.count))
            switch random.next() % 8 {
            case 0: body.remove(at: place)
            case 1: body.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
            case 2:
                let end = min(body.count, place + Int(random.next() % 200))
                body.removeSubrange(place..<end)
            default:
                // Letters and digits are changed into others, so that the JSON mostly stays one.
                let byte = body[place]
                let isText = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
                body[place] = isText ? byte ^ 1 : byte
            }
        }
        return body
    }

    @Test("The state that was omitted is fetched, and completes the room", arguments: [6, 11, 12])
    func completed(number: Int) async throws {
        let room = try CannedRoom(RoomVersion.all[number - 1])
        let joined = try await Scene(CannedResident(room)).join(room, omitsMembers: true)
        let partial = try joined.timeline()
        let history = try CannedHistory(room)
        let state = try await history.fetch.state(
            before: joined.event.eventID, from: history.server)
        #expect(state.isSound)
        let whole = try partial.completed(by: state.state, authChain: state.authChain)
        #expect(!whole.isPartial)
        #expect(whole.currentState.count == room.stateEvents.count + 1)
        #expect(partial.currentState.count < whole.currentState.count)
    }
}
