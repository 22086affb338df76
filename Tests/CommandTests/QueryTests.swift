import Foundation
import MatrixJSON
import TestSupport
import Testing

@Suite("fedctl query")
struct QueryTests {
    @Test("A made identity is accepted while its key is served, and the answer printed as it came")
    func asks() async throws {
        let bed = try await QueryBed()
        let user = "user_id=@alice:\(bed.peer.name)"
        let run = try await Fedctl.run(["query", bed.peer.name, "profile", user] + bed.identity)
        #expect(run.status == 0 && run.out == #"{"displayname":"Alice"}"#, "\(run)")
        #expect(run.err.contains("/_matrix/key/v2/server → 200"), "\(run)")
        #expect(run.err.contains("; Host \(bed.common[3])"), "\(run)")
        #expect(run.err.contains("200 OK, 23 bytes, from 127.0.0.1:"), "\(run)")
        let json = try await Fedctl.run(
            ["query", bed.peer.name, "profile", user, "--json"] + bed.identity)
        let object = try Schema.hold(json.out, to: "fedctl.exchange/1")
        #expect(object["response"]?["body"] == ["displayname": "Alice"], "\(json)")
        let file = try await Fedctl.run(
            ["query", bed.peer.name, "media-download", "mediaId=note"] + bed.identity)
        #expect(file.status == 0 && file.out == "a note", "\(file)")
        let saved = bed.folder.path + "/saved"
        let save = try await Fedctl.run(
            ["query", bed.peer.name, "media-download", "mediaId=note", "--save", saved]
                + bed.identity)
        #expect(save.status == 0 && save.out.isEmpty, "\(save)")
        #expect(try bed.folder.read("saved") == Array("a note".utf8))
    }

    @Test("A refusal is printed and ends with 1, no answer with 2, a wrong line with 64")
    func fails() async throws {
        let bed = try await QueryBed()
        let refused = try await Fedctl.run(
            ["query", bed.peer.name, "state", "roomId=!no:x", "event_id=$no"] + bed.identity)
        #expect(refused.status == 1 && refused.out.contains("\"errcode\""), "\(refused)")
        #expect(refused.err.contains("refused the request: "), "\(refused)")
        let json = try await Fedctl.run(
            ["query", bed.peer.name, "state", "roomId=!no:x", "event_id=$no", "--json"]
                + bed.identity)
        let object = try Schema.hold(json.out, to: "fedctl.exchange/1")
        #expect(json.status == 1 && object["error"]?["code"] == "refused", "\(json)")
        let nobody = try await Fedctl.run(["query", "127.0.0.1:1", "version"])
        #expect(nobody.status == 2 && nobody.out.isEmpty, "\(nobody)")
        let wrong = [
            ["version", "x=1"], ["nothing"], ["profile"], ["keys-claim"], ["send"],
            ["version", "--all"], ["version", "--save", "x"],
        ]
        for words in wrong {
            let run = try await Fedctl.run(["query", bed.peer.name] + words)
            #expect(run.status == 64 && run.out.isEmpty, "\(run)")
        }
    }

    @Test("A page in the place of an answer is a finding, as text and as JSON")
    func pages() async throws {
        let folder = try TemporaryFolder()
        let faults = try folder.write(
            "faults.yaml", "faults:\n  - {fault: html, endpoint: version}\n")
        let directory = folder.path + "/ca"
        let peer = try await ServedPeer(["--ca-dir", directory, "--faults", faults])
        let line = ["query", peer.name, "version", "--ca", directory + "/ca.pem"]
        let run = try await Fedctl.run(line)
        #expect(run.status == 1 && run.out.contains("<"), "\(run)")
        #expect(run.err.contains(": 200, but not JSON (text/html): byte 0"), "\(run)")
        let json = try await Fedctl.run(line + ["--json"])
        let object = try Schema.hold(json.out, to: "fedctl.exchange/1")
        #expect(json.status == 1 && object["verdict"] == "fail", "\(json)")
        #expect(object["error"]?["code"] == "wrong_answer", "\(json)")
    }

    @Test("The well-known document is asked of the name itself, as resolve asks for it")
    func wellKnown() async throws {
        let folder = try TemporaryFolder()
        let directory = folder.path + "/ca"
        let delegate = try await ServedPeer(["--ca-dir", directory])
        let peer = try await ServedPeer(
            ["--name", "deleg.test", "--well-known", delegate.name, "--ca-dir", directory])
        let run = try await Fedctl.run([
            "query", "deleg.test", "well-known", "--ca", directory + "/ca.pem", "--connect-to",
            "deleg.test:443:\(peer.address)",
        ])
        #expect(run.status == 0 && run.out.contains(delegate.name), "\(run)")
        #expect(try !delegate.journal().contains("well-known"))
    }

    @Test("More than --max-body is not taken, --save overwrites nothing, --quiet says nothing")
    func limits() async throws {
        let bed = try await QueryBed()
        let line = ["query", bed.peer.name, "version", "--ca", bed.common[1]]
        let large = try await Fedctl.run(line + ["--max-body", "5"])
        #expect(large.status == 2 && large.err.contains("larger than 5 bytes"), "\(large)")
        #expect(large.err.contains("--max-body BYTES"), "\(large)")
        let wrong = try await Fedctl.run(line + ["--max-body", "0"])
        #expect(wrong.status == 64, "\(wrong)")
        let quiet = try await Fedctl.run(line + ["--quiet"])
        #expect(quiet.status == 0 && quiet.err.isEmpty, "\(quiet)")
        #expect(quiet.out.hasPrefix(#"{"server""#), "\(quiet)")
        let file = try bed.folder.write("there", "mine")
        let media = ["query", bed.peer.name, "media-download", "mediaId=note"] + bed.identity
        let kept = try await Fedctl.run(media + ["--save", file])
        #expect(kept.status == 65 && kept.err.contains("the file exists"), "\(kept)")
        #expect(try bed.folder.read("there") == Array("mine".utf8))
        let standard = try await Fedctl.run(media + ["--save", "-"])
        #expect(standard.status == 0 && standard.out == "a note", "\(standard)")
    }
}
