import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomParticipation
import RoomState
import Testing

@Suite("Answers to joins")
struct JoinAnswerTests {
    @Test("Every lie is found, and what can be used is used", arguments: AnswerLie.all)
    func lies(lie: AnswerLie) async throws {
        for number in lie.versions {
            let room = try CannedRoom(RoomVersion.all[number - 1], rules: lie.rules)
            var resident = CannedResident(room, authoriser: lie.authoriser)
            resident.answer = { answer, sent in
                var stage = AnswerLie.Stage(room: room, answer: answer, sent: sent)
                try lie.change(&stage)
                answer = stage.answer
            }
            let findings: [Finding]
            do {
                let joined = try await Scene(resident).join(
                    room, omitsMembers: lie.omitsMembers)
                #expect(lie.isUsable, "version \(number) was joined")
                // What is left makes a room.
                #expect(throws: Never.self) { try joined.timeline() }
                findings = joined.findings
                // Events that were sent after the template was made are no lie.
                let isTrue = lie.check == "state.auth-events"
                let known = Set(room.events.map(\.eventID))
                let events = joined.state + joined.authChain
                #expect(isTrue || events.allSatisfy { known.contains($0.eventID) })
            } catch let error as MembershipError {
                #expect(!lie.isUsable, "version \(number): \(error)")
                findings = error.attempts[0].findings
            }
            let found = findings.first { $0.check == lie.check && $0.verdict == lie.verdict }
            #expect(found != nil, "version \(number): \(findings.filter { $0.verdict != .pass })")
            #expect(found?.fix != nil)
        }
    }

    @Test("Every check of the table has an identifier, a title and a fix of its own")
    func table() {
        let all = ParticipationCheck.all
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(Set(all.map(\.title)).count == all.count)
        for check in all {
            #expect(check.id.name.split(separator: ".").count == 2)
            #expect(check.title.first?.isLowercase == true && check.title.last != ".")
            #expect(!check.fix.isEmpty)
        }
    }

    @Test("A redacted event is no changed event")
    func redacted() async throws {
        let room = try CannedRoom(RoomVersion.all[10])
        var resident = CannedResident(room)
        resident.answer = { answer, _ in
            let name = room.events[6]
            let redacted = try JSONValue(parsing: name.source.redactedBytes)
            answer["state"] = .array(
                room.stateEvents.map { $0.eventID == name.eventID ? redacted : $0.value })
        }
        let joined = try await Scene(resident).join(room)
        #expect(joined.isSound)
        let finding = joined.findings.first { $0.check == "events.content-hash" }
        #expect(finding?.summary.hasSuffix("was redacted") == true)
    }

    @Test("Of two copies of an event, the one that was not changed counts", arguments: [2, 11])
    func copies(number: Int) async throws {
        let room = try CannedRoom(RoomVersion.all[number - 1])
        let name = room.events[6]
        var resident = CannedResident(room)
        resident.answer = { answer, _ in
            guard case .object(var event) = name.value,
                case .array(let chain)? = answer["auth_chain"]
            else { return }
            event["content"] = ["name": "another"]
            answer["state"] = .array(
                room.stateEvents.map { $0.eventID == name.eventID ? .object(event) : $0.value })
            answer["auth_chain"] = .array(chain + [name.value])
        }
        let joined = try await Scene(resident).join(room)
        let found = joined.state.first { $0.eventID == name.eventID }
        #expect(found?.content["name"]?.string == "canned")
        #expect(joined.findings.first { $0.verdict == .fail }?.check == "events.content-hash")
    }
}
