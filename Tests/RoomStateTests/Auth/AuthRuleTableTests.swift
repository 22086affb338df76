import Findings
import RoomEvents
import Testing

@testable import RoomState

@Suite("The table of authorisation rules")
struct AuthRuleTableTests {
    @Test("Every rule has a name of its own, words and a section of the specification")
    func namesEveryRule() {
        #expect(Set(AuthRule.all.map(\.id)).count == AuthRule.all.count)
        for rule in AuthRule.all {
            #expect(!rule.words.isEmpty && !rule.versions.isEmpty && !rule.subjects.isEmpty)
            #expect(rule.id.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz-.".utf8.contains($0) })
            #expect(AuthRule.named(rule.id) == rule)
            for version in rule.versions {
                #expect(
                    rule.spec(in: version).url
                        == "https://spec.matrix.org/v1.19/rooms/v\(version)/#authorisation-rules")
            }
        }
        #expect(AuthRule.named("nothing") == nil)
    }

    @Test("The rules for every kind of event end with one that decides", arguments: RoomVersion.all)
    func endsWithADecision(version: RoomVersion) throws {
        let book = AuthRulebook.of(version)
        for subject in AuthSubject.allCases {
            let isKnown =
                switch subject {
                case .knock: version.rules.knocking
                case .aliases: version.rules.aliasesAuthorizedBySpecialCase
                case .redaction: version.rules.authorizesRedactions
                default: true
                }
            guard isKnown else { continue }
            let last = try #require(book[subject].last)
            let ends: Set = [
                "create.allowed", "aliases.domain", "join.public",
                "third-party-invite.signature", "invite.level", "leave.kick", "ban.level",
                "knock.membership", "member.membership", "event.allowed",
            ]
            #expect(ends.contains(last.id), "\(subject) ends with \(last)")
        }
    }

    @Test("A room version has the rules that it brought, and not those that it dropped")
    func differsByVersion() throws {
        let spans = [
            "create.room-id-domain": 1...11, "create.no-room-id": 12...12, "create.creator": 1...10,
            "create.additional-creators": 12...12, "room.create-event": 12...12,
            "auth-events.create": 1...11, "aliases.state-key": 1...5, "aliases.domain": 1...5,
            "member.authorising-signature": 8...12, "join.restricted.invited": 8...12,
            "join.restricted.authorised": 8...12, "knock.join-rule": 7...12,
            "knock.sender": 7...12, "knock.membership": 7...12, "redaction.level": 1...2,
            "redaction.domain": 1...2, "power-levels.range": 1...5,
            "power-levels.levels-form": 10...12, "power-levels.entries-form": 10...12,
            "power-levels.creators": 12...12, "power-levels.comparable": 1...9,
            "power-levels.notifications.current": 6...12,
            "power-levels.notifications.new": 6...12,
        ]
        for rule in AuthRule.all {
            let expected = (spans[rule.id] ?? 1...12).map { "\($0)" }
            #expect(rule.versions.map(\.identifier) == expected, "\(rule)")
        }
    }
}
