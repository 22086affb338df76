import Foundation
import MatrixJSON
import TestSupport
import Testing

@Suite("fedctl event: verdicts and files")
struct EventVerdictTests {
    /// Another key than the one that signs in ``EventTests``: the first of the test vectors of RFC 8032.
    static let otherKey = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    static let realKey = "XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI"

    @Test("An event that was redacted is taken for redacted, which is a warning")
    func redacted() async throws {
        let signed = try await EventTests.signed("11")
        let redacted = try await Fedctl.run(
            ["event", "redact", "--room-version", "11"], input: signed)
        let run = try await Fedctl.run(
            ["event", "verify", "--room-version", "11", "--explain"] + EventTests.trust,
            input: redacted.out)
        #expect(run.status == 0, "\(run)")
        #expect(run.out.contains("warn  content hash"), "\(run)")
        #expect(run.out.contains("servers take it for redacted"), "\(run)")
        #expect(!run.out.contains("tried"), "\(run)")
    }

    @Test("A hash and a signature that are not in unpadded base64 are a warning")
    func habits() async throws {
        let signed = try await EventTests.signed("11")
        let padded = signed.replacing(EventTests.contentHash, with: EventTests.contentHash + "=")
        let arguments = ["event", "verify", "--room-version", "11"] + EventTests.trust
        // The hash is part of what is signed.
        let hash = try await Fedctl.run(arguments, input: padded)
        #expect(
            hash.status == 1 && hash.out.contains("warn  content hash  matches, padded with '='"),
            "\(hash)")
        let line = try #require(
            signed.range(of: #""ed25519:1":"[^"]*"#, options: .regularExpression))
        let signature = signed[line] + "=="
        let run = try await Fedctl.run(
            arguments, input: signed.replacingCharacters(in: line, with: signature))
        #expect(run.status == 0, "\(run)")
        #expect(
            run.out.contains("warn  signature     domain ed25519:1 verifies, padded with '='"),
            "\(run)")
    }

    @Test("A content that was changed after signing is told from a hash that was never right")
    func changed() async throws {
        let signed = try await EventTests.signed("11").replacing("a<b", with: "a>b")
        let arguments = ["event", "verify", "--room-version", "11", "--explain"] + EventTests.trust
        let run = try await Fedctl.run(arguments, input: signed)
        #expect(run.status == 1, "\(run)")
        #expect(run.out.contains("the content was changed after it was hashed"), "\(run)")
        let json = try await Fedctl.run(arguments + ["--json"], input: signed)
        let object = try Schema.hold(json.out, to: "fedctl.event-verdict/1")
        #expect(object["content_hash"]?["changed_after_signing"] == true)
    }

    @Test("A signature by another known key is told, and no mistake is looked for")
    func otherSigner() async throws {
        let signed = try await EventTests.signed("11")
        let arguments = [
            "event", "verify", "--room-version", "11", "--explain",
            "--verify-key", "domain,ed25519:1,\(Self.otherKey)",
            "--verify-key", "other.example,ed25519:b,\(Self.realKey)",
        ]
        let run = try await Fedctl.run(arguments, input: signed)
        #expect(run.status == 1, "\(run)")
        #expect(
            run.out.contains("verdict  signed with the key ed25519:b of other.example"), "\(run)")
        #expect(!run.out.contains("tried"), "\(run)")
        let json = try await Fedctl.run(arguments + ["--json"], input: signed)
        try Schema.hold(json.out, to: "fedctl.event-verdict/1")
    }

    @Test("A wrong signature that nobody requires fails too, where its key is known")
    func spareSignature() async throws {
        let signed = try await EventTests.signed("11")
        let wrong = UnpaddedText.signature
        let both = signed.replacing(
            "\"signatures\":{", with: "\"signatures\":{\"a.example\":{\"ed25519:1\":\"\(wrong)\"},")
        let arguments = ["event", "verify", "--room-version", "11"] + EventTests.trust
        let unknown = try await Fedctl.run(arguments, input: both)
        #expect(unknown.status == 0, "\(unknown)")
        let known = try await Fedctl.run(
            arguments + ["--verify-key", "a.example,ed25519:1,\(Self.otherKey)"], input: both)
        #expect(
            known.status == 1 && known.out.contains("fail  signature     a.example"), "\(known)")
    }

    @Test("Bytes that are right by other room versions' rules name these")
    func otherVersion() async throws {
        // Since version 11 the content of a create event is kept, and its members are others.
        let event =
            #"{"type":"m.room.power_levels","state_key":"","sender":"@a:domain","room_id":"!x:domain","#
            + #""origin_server_ts":1,"content":{"invite":50,"users":{}},"prev_events":[],"#
            + #""auth_events":[],"depth":2}"#
        let folder = try TemporaryFolder()
        let seed = "YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"
        let key = try folder.write("spec.key", "ed25519 1 \(seed)\n")
        chmod(key, 0o600)
        let signed = try await Fedctl.run(
            ["event", "sign", "--as", "domain", "--key", key, "--room-version", "11"], input: event)
        let run = try await Fedctl.run(
            ["event", "verify", "--room-version", "10", "--explain"] + EventTests.trust,
            input: signed.out)
        #expect(run.status == 1, "\(run)")
        #expect(run.out.contains("room version 11-12: is it of one of them?"), "\(run)")
    }

    @Test(
        "A create event of version 12 shows the room that it makes, and --room-version tries no other"
    )
    func createEvent() async throws {
        let event =
            #"{"type":"m.room.create","state_key":"","sender":"@a:domain","origin_server_ts":1,"#
            + #""content":{"room_version":"12"},"prev_events":[],"auth_events":[],"depth":1,"#
            + #""hashes":{"sha256":"x"},"signatures":{}}"#
        let run = try await Fedctl.run(
            ["event", "inspect", "--room-version", "12"], input: event)
        #expect(run.out.contains("  made of the event ID\n"), "\(run)")
        let json = try await Fedctl.run(
            ["event", "inspect", "--room-version", "12", "--json"], input: event)
        let object = try Schema.hold(json.out, to: "fedctl.event/1")
        guard case .array(let fits)? = object["fits"] else {
            Issue.record("\(json)")
            return
        }
        #expect(fits.count == 1)
    }

    @Test("The auth chain of an answer is no part of the state that it tells, and may overlap it")
    func answers() async throws {
        let room = try EventRoomTests.vector("resolve-two-topics")
        guard case .array(let events)? = room["events"] else {
            Issue.record("no events")
            return
        }
        let folder = try TemporaryFolder()
        let state = Array(events.prefix(4))
        let answer: JSONValue = ["pdus": .array(state), "auth_chain": .array(events)]
        let path = try folder.write(
            "answer.json", String(decoding: answer.canonicalBytes(), as: UTF8.self))
        let version = ["--room-version", "11"]
        let resolved = try await Fedctl.run(
            ["event", "resolve", "--json"] + version + [path])
        let resolution = try Schema.hold(resolved.out, to: "fedctl.event-resolution/1")
        guard case .array(let ids)? = resolution["state"] else {
            Issue.record("\(resolved)")
            return
        }
        #expect(ids.count == state.count, "\(resolved)")
        let checked = try await Fedctl.run(["event", "check", "--json"] + version + [path])
        let report = try Schema.hold(checked.out, to: "fedctl.event-check/1")
        guard case .array(let rows)? = report["events"] else {
            Issue.record("\(checked)")
            return
        }
        #expect(rows.count == events.count, "\(checked)")
        #expect(!checked.out.contains("came before"), "\(checked)")
    }

    @Test("An event without a type is an event all the same, and its auth_events are none")
    func withoutType() async throws {
        let event = #"{"auth_events":["$a","$b"],"prev_events":[],"sender":"@a:domain"}"#
        let run = try await Fedctl.run(
            ["event", "check", "--room-version", "11"], input: event)
        #expect(run.status == 1 && run.out.contains("type"), "\(run)")
        #expect(!run.out.contains("expected an object"), "\(run)")
    }

    @Test("explain knows the authorisation rules, and lists them")
    func explainsRules() async throws {
        let rule = try await Fedctl.run(["explain", "event.level"])
        #expect(rule.status == 0 && rule.out.contains("room versions  1-12"), "\(rule)")
        let json = try await Fedctl.run(["explain", "event.level", "--json"])
        try Schema.hold(json.out, to: "fedctl.explain/1")
        let list = try await Fedctl.run(["explain", "--auth-rules"])
        #expect(list.status == 0 && list.out.contains("event.level"), "\(list)")
    }

    @Test("A signing key that is given for a key document is told")
    func signingKey() async throws {
        let folder = try TemporaryFolder()
        let key = try folder.write(
            "spec.key", "ed25519 1 YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1\n")
        let run = try await Fedctl.run(
            ["event", "verify", "--room-version", "11", "--keys", key], input: EventTests.event)
        #expect(run.status == 65 && run.err.contains("this is a signing key"), "\(run)")
    }

    @Test("A file of lines without --ndjson is told so")
    func lines() async throws {
        let run = try await Fedctl.run(
            ["event", "id", "--room-version", "11"], input: "\(EventTests.event)\n{}\n")
        #expect(run.status == 65 && run.err.contains("--ndjson"), "\(run)")
    }

    /// A signature of the right length that is nobody's.
    private enum UnpaddedText {
        static let signature = String(repeating: "A", count: 86)
    }
}
