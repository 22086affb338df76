import Foundation
import MatrixJSON
import Testing

@Suite("fedctl event")
struct EventTests {
    /// An event of room version 11 as the specification's test key signs it.
    static let event =
        #"{"type":"m.room.message","sender":"@a:domain","room_id":"!x:domain","#
        + #""origin_server_ts":1000000,"origin":"domain","content":{"body":"a<b é"},"#
        + #""prev_events":["$P5-6WTYQ_woy6f4nmleE0XqxjtZcyKGza5_gDN-KAdM"],"auth_events":[],"#
        + #""depth":2,"unsigned":{"age":3}}"#
    static let contentHash = "wv8Zx4wVPXlMCfVnRRiH247SnrvLO3iBWyDJ6taD2YE"
    static let eventID = "$J_1YXJxU6npcjPdJ-plZw-25wfjhLE278eExGZGdK4w"
    static let trust = [
        "--verify-key", "domain,ed25519:1,XGX0JRS2Af3be3knz2fBiRbApjm2Dh61gXDJA8kcJNI",
    ]

    /// The event, signed by the rules of `version`.
    static func signed(_ version: String) async throws -> String {
        let folder = try TemporaryFolder()
        let seed = "YJDBA9Xnr2sVqXD9Vj7XVUnmFZcZrlw8Md7kMW+3XA1"
        let key = try folder.write("spec.key", "ed25519 1 \(seed)\n")
        chmod(key, 0o600)
        let run = try await Fedctl.run(
            ["event", "sign", "--as", "domain", "--key", key, "--room-version", version],
            input: event)
        #expect(run.status == 0 && run.err.isEmpty, "\(run)")
        return run.out
    }

    @Test("A signed event has its hash and its signature, and both verify")
    func signs() async throws {
        let signed = try await Self.signed("11")
        #expect(signed.contains("\"hashes\":{\"sha256\":\"\(Self.contentHash)\"}"))
        let run = try await Fedctl.run(
            ["event", "verify", "--room-version", "11"] + Self.trust, input: signed)
        let text = """
            pass  format        an event of room version 11
            pass  content hash  \(Self.contentHash)
            pass  signature     domain ed25519:1 verifies (the sender's server)

            """
        #expect(run.status == 0 && run.out == text, "\(run)")
    }

    @Test("hash and id print the bare value, and objects where asked")
    func bareValues() async throws {
        let signed = try await Self.signed("11")
        let version = ["--room-version", "11"]
        let hash = try await Fedctl.run(["event", "hash"] + version, input: signed)
        #expect(hash.out == Self.contentHash + "\n", "\(hash)")
        let eventID = try await Fedctl.run(["event", "id"] + version, input: signed)
        #expect(eventID.out == Self.eventID + "\n", "\(eventID)")
        let both = try await Fedctl.run(["event", "hash", "--json"] + version, input: signed)
        let hashes = try Schema.hold(both.out, to: "fedctl.event-hash/1")
        #expect(hashes["content_hash"] == .string(Self.contentHash))
        let object = try await Fedctl.run(["event", "id", "--json"] + version, input: signed)
        try Schema.hold(object.out, to: "fedctl.event-id/1")
        let none = try await Fedctl.run(["event", "id", "--room-version", "1"], input: signed)
        #expect(none.status == 65 && none.err.contains("event_id"), "\(none)")
    }

    @Test("redact prints what the version keeps, and --signed the bytes of signatures")
    func redacts() async throws {
        let signed = try await Self.signed("11")
        let run = try await Fedctl.run(
            ["event", "redact", "--room-version", "11", "--signed"], input: signed)
        let expected =
            #"{"auth_events":[],"content":{},"depth":2,"hashes":{"sha256":"\#(Self.contentHash)"},"#
            + #""origin_server_ts":1000000,"#
            + #""prev_events":["$P5-6WTYQ_woy6f4nmleE0XqxjtZcyKGza5_gDN-KAdM"],"#
            + #""room_id":"!x:domain","sender":"@a:domain","type":"m.room.message"}"#
        #expect(run.status == 0 && run.out == expected, "\(run)")
        let ten = try await Fedctl.run(
            ["event", "redact", "--room-version", "10", "--json"], input: signed)
        let object = try Schema.hold(ten.out, to: "fedctl.event-document/1")
        #expect(object["event"]?["origin"] == "domain", "\(ten)")
    }

    @Test("--explain names the redaction rules that a signature was made by, and the first byte")
    func explains() async throws {
        let signed = try await Self.signed("10")
        let arguments = ["event", "verify", "--room-version", "11", "--explain"] + Self.trust
        let run = try await Fedctl.run(arguments, input: signed)
        let text = """
            pass  format        an event of room version 11
            pass  content hash  \(Self.contentHash)
            fail  signature     domain ed25519:1: the signature does not verify (the sender's server)
              tried  signatures kept                   no
              tried  unsigned kept                     no
              tried  hashes dropped                    no
              tried  not redacted first                no
              tried  redacted as room version 9 or 10  verifies
              verdict  signed after redacting by the rules of room version 9 or 10
              first difference at byte 114: "origin":"domain" is in the signed bytes, not in ours
              note  these are the bytes by the rules of room version 1-10: is it of one of them?
              fix  redact by the rules of the event's own room version, and hash it without redacting it

            """
        #expect(run.status == 1 && run.out == text, "\(run)")
        let json = try await Fedctl.run(arguments + ["--json"], input: signed)
        let object = try Schema.hold(json.out, to: "fedctl.event-verdict/1")
        guard case .array(let signatures)? = object["signatures"] else {
            Issue.record("\(json)")
            return
        }
        let explanation = signatures[0]["explanation"]
        #expect(explanation?["mistakes"] == ["redacted-as-9"])
        #expect(explanation?["first_difference"]?["offset"] == 114)
    }

    @Test("A changed event fails, one whose key is not known is no answer")
    func refuses() async throws {
        let signed = try await Self.signed("11")
        let changed = signed.replacingOccurrences(of: "a<b", with: "a<c")
        let bad = try await Fedctl.run(
            ["event", "verify", "--room-version", "11"] + Self.trust, input: changed)
        #expect(bad.status == 1 && bad.out.contains("fail  content hash"), "\(bad)")
        let unknown = try await Fedctl.run(
            ["event", "verify", "--room-version", "11"], input: signed)
        #expect(unknown.status == 2 && unknown.out.contains("skip  signature"), "\(unknown)")
        let malformed = signed.replacingOccurrences(of: "\"depth\":2", with: "\"depth\":2.5")
        let form = try await Fedctl.run(
            ["event", "verify", "--room-version", "11"] + Self.trust, input: malformed)
        #expect(form.status == 1 && form.out.contains("[number.decimal-point]"), "\(form)")
        let nonsense = try await Fedctl.run(
            ["event", "verify", "--room-version", "11"] + Self.trust, input: "[]")
        #expect(nonsense.status == 65, "\(nonsense)")
        let version = try await Fedctl.run(["event", "id", "--room-version", "0"], input: signed)
        #expect(version.status == 64 && version.err.contains("1, 2, 3"), "\(version)")
    }

    @Test(
        "With --ndjson every line gives one, in order, and what is no event says so in its place",
        arguments: [["hash"], ["id"], ["redact"], ["verify"] + trust])
    func lines(command: [String]) async throws {
        let signed = try await Self.signed("11")
        let count = 600
        let lines = (0..<count).map { $0 == 300 ? "{" : signed }
        let run = try await Fedctl.run(
            ["event"] + command + ["--room-version", "11", "--ndjson"],
            input: lines.joined(separator: "\n"))
        let answers = run.out.split(separator: "\n")
        #expect(run.status == 1 && answers.count == count, "\(run.status) \(run.err)")
        #expect(answers[300].hasPrefix("error: "))
        #expect(Set(answers).count == 2)
    }
}
