import FederationCore
import Testing

@Suite("Identifiers")
struct IdentifierTests {
    private static let hash = "VhNVrcTLCeVOnjPtj_PlJ_DVu4b9kqXxqJn5tWGr-rs"
    private static let plainHash = String(repeating: "a", count: 43)
    private static let standardHash = "a/+" + String(repeating: "a", count: 40)

    private func reason(_ body: () throws -> Void) -> IdentifierError.Reason? {
        do {
            try body()
            return nil
        } catch {
            return (error as? IdentifierError)?.reason
        }
    }

    @Test(
        "Users of any age are read",
        arguments: [
            ("@alice:example.org", "alice", "example.org", true, false),
            ("@:example.org", "", "example.org", false, true),
            ("@A b/é%:[::1]:8448", "A b/é%", "[::1]:8448", false, true),
            ("@A!:a", "A!", "a", false, false),
            ("@a+b/c=d-e_f.1:1.2.3.4:80", "a+b/c=d-e_f.1", "1.2.3.4:80", true, false),
            ("@\u{1}:a", "\u{1}", "a", false, true),
        ])
    func users(
        text: String, localPart: String, server: String, isNew: Bool, isNonCompliant: Bool
    ) throws {
        let user = try UserID(parsing: text)
        #expect(user.localPart == localPart)
        #expect(user.serverName.description == server)
        #expect(user.description == text)
        #expect(user.followsNewGrammar == isNew)
        #expect(user.isNonCompliant == isNonCompliant)
    }

    @Test(
        "What is no user is refused with the reason",
        arguments: [
            ("", IdentifierError.Reason.empty), ("alice:a", .wrongSigil), ("@alice", .noServerName),
            ("@alice:", .invalidServerName(.empty)),
            ("@alice:a:x", .invalidServerName(.invalidPort("x"))), ("@a\u{0}:a", .nul),
            ("@" + String(repeating: "a", count: 253) + ":a", .tooLong(256)),
        ])
    func noUsers(text: String, expected: IdentifierError.Reason) {
        #expect(reason { _ = try UserID(parsing: text) } == expected)
    }

    @Test("255 bytes are allowed, counted as UTF-8")
    func length() throws {
        #expect(throws: Never.self) {
            try UserID(parsing: "@" + String(repeating: "a", count: 252) + ":a")
        }
        #expect(
            reason { _ = try UserID(parsing: "@" + String(repeating: "é", count: 127) + ":a") }
                == .tooLong(257))
    }

    @Test("Identifiers that only look alike are not the same")
    func bytes() throws {
        let composed = try UserID(parsing: "@é:a")
        let decomposed = try UserID(parsing: "@e\u{301}:a")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect(try Set([composed, UserID(parsing: "@é:a")]).count == 1)
        #expect(try RoomID(parsing: "!é:a") != RoomID(parsing: "!e\u{301}:a"))
        #expect(try RoomAlias(parsing: "#é:a") != RoomAlias(parsing: "#e\u{301}:a"))
        #expect(try EventID(parsing: "$é:a") != EventID(parsing: "$e\u{301}:a"))
        let first = reason { _ = try UserID(parsing: "é") }
        #expect(first == .wrongSigil)
    }

    @Test("Rooms have a server name, or a hash")
    func rooms() throws {
        let old = try RoomID(parsing: "!abc:example.org:8448")
        #expect(old.serverName?.description == "example.org:8448")
        #expect(old.localPart == "abc")
        #expect(old.createEventID == nil)
        let new = try RoomID(parsing: "!" + Self.hash)
        #expect(new.serverName == nil)
        #expect(new.createEventID?.description == "$" + Self.hash)
        #expect(try new.createEventID == EventID(parsing: "$" + Self.hash))
        #expect(try RoomID(parsing: "!:a").localPart.isEmpty)
        for text in [
            "!abc", "!" + Self.hash.dropLast(), "!" + Self.hash + "a", "!" + Self.standardHash,
        ] {
            #expect(reason { _ = try RoomID(parsing: text) } == .noHash)
        }
        #expect(reason { _ = try RoomID(parsing: "#a:b") } == .wrongSigil)
    }

    @Test("Events have one of three forms")
    func events() throws {
        #expect(try EventID(parsing: "$a:b").forms == [.serverChosen])
        #expect(try EventID(parsing: "$a:b").serverName?.description == "b")
        #expect(try EventID(parsing: "$" + Self.hash).forms == [.urlSafeReferenceHash])
        #expect(try EventID(parsing: "$" + Self.standardHash).forms == [.referenceHash])
        #expect(
            try EventID(parsing: "$" + Self.plainHash).forms
                == [.referenceHash, .urlSafeReferenceHash])
        for text in ["$", "$a", "$" + Self.hash + "=", "$+" + Self.hash.dropFirst()] {
            #expect(reason { _ = try EventID(parsing: text) } == .noHash)
        }
    }

    @Test("An event ID is made of a reference hash")
    func hashes() throws {
        let bytes = try UnpaddedBase64.decode(Self.hash)
        #expect(EventID(referenceHash: bytes).description == "$" + Self.hash)
        #expect(try EventID(referenceHash: bytes) == EventID(parsing: "$" + Self.hash))
        let standard = EventID(referenceHash: bytes, alphabet: .standard)
        #expect(standard.forms == [.referenceHash])
    }

    @Test("Aliases have a local part and a server name")
    func aliases() throws {
        let alias = try RoomAlias(parsing: "#room name:example.org")
        #expect(alias.localPart == "room name")
        #expect(alias.serverName.description == "example.org")
        #expect(reason { _ = try RoomAlias(parsing: "#room") } == .noServerName)
    }

    @Test("Errors name the kind, the text and what is wrong")
    func words() {
        #expect(
            IdentifierError(kind: .user, reason: .noServerName, text: "@a").description
                == "the user ID '@a' has no server name: expected '@local:server'")
        #expect(
            IdentifierError(kind: .room, reason: .noHash, text: "!a").description
                == "the room ID '!a' has neither a server name nor a hash of 43 base64 characters")
        #expect(
            IdentifierError(kind: .alias, reason: .wrongSigil, text: "a").description
                == "the room alias 'a' does not start with '#'")
        #expect(
            IdentifierError(kind: .event, reason: .tooLong(300), text: "$").description
                == "the event ID has 300 bytes, and 255 are allowed")
    }
}
