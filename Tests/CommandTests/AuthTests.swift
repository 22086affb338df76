import Foundation
import MatrixJSON
import Testing

@Suite("fedctl auth")
struct AuthTests {
    /// A key with its document, and the words of a request.
    private struct Bed {
        let folder: TemporaryFolder
        let signer: [String]
        let keys: [String]

        init() async throws {
            folder = try TemporaryFolder()
            let key = folder.path + "/key"
            _ = try await Fedctl.run(["keys", "generate", key])
            signer = ["--as", "tester.example", "--key", key]
            let document = try await Fedctl.run(["keys", "document"] + signer)
            keys = ["--keys", try folder.write("keys.json", document.out)]
        }

        static func parts(_ target: String) -> [String] {
            [
                "--method", "PUT", "--target", target, "--destination", "hs.example", "--body",
                #"{"b":1,"a":"é"}"#,
            ]
        }

        func header(_ target: String) async throws -> String {
            let run = try await Fedctl.run(["auth", "header"] + Self.parts(target) + signer)
            #expect(
                run.status == 0 && run.out.hasPrefix("X-Matrix origin=\"tester.example\","),
                "\(run)")
            return run.out
        }
    }

    @Test("What auth header makes, auth verify verifies, also with the header's name before it")
    func verifies() async throws {
        let bed = try await Bed()
        let header = try await bed.header("/a/%24x")
        let file = try bed.folder.write("header", "Authorization: " + header)
        for value in [header, "@" + file] {
            let run = try await Fedctl.run(
                ["auth", "verify", "--header", value] + Bed.parts("/a/%24x") + bed.keys)
            #expect(run.status == 0, "\(run)")
            #expect(run.out.hasPrefix("pass  tester.example ed25519:"), "\(run)")
        }
    }

    @Test("Why a key could not be had is told, and what to do where nothing is recognised")
    func notes() async throws {
        let bed = try await Bed()
        let header = try await bed.header("/a")
        func verify(_ words: [String]) async throws -> Fedctl.Run {
            try await Fedctl.run(
                ["auth", "verify", "--target", "/a", "--destination", "hs.example"] + words)
        }
        let body = ["--method", "PUT", "--body", #"{"b":1,"a":"é"}"#]
        let unnamed = try await verify(body + ["--header", header])
        #expect(unnamed.status == 2 && unnamed.out.contains("--fetch asks"), "\(unnamed)")
        let local = header.split(separator: "tester.example").joined(separator: "127.0.0.1:1")
        let fetched = try await verify(body + ["--fetch", "--header", local])
        #expect(fetched.status == 2 && fetched.out.contains("127.0.0.1:1: "), "\(fetched)")
        #expect(fetched.out.contains("fedctl keys fetch 127.0.0.1:1"), "\(fetched)")
        let bare = try await verify(["--method", "PUT", "--header", header] + bed.keys)
        #expect(bare.status == 1 && bare.out.contains("--body gives it"), "\(bare)")
        #expect(bare.out.contains("none of the "), "\(bare)")
        let file = try await verify(["--method", "GET", "--header", "h.txt"])
        #expect(file.out.contains("--header @FILE"), "\(file)")
    }

    @Test("A target that was decoded on its way is named, with what was signed and what to do")
    func explains() async throws {
        let bed = try await Bed()
        let line =
            ["auth", "verify", "--header", try await bed.header("/a/%24x")] + Bed.parts("/a/$x")
            + bed.keys
        let run = try await Fedctl.run(line)
        #expect(run.status == 1 && run.out.hasPrefix("fail  the signature of "), "\(run)")
        #expect(run.out.contains("  cause   it verifies with the target percent-encoded"), "\(run)")
        #expect(run.out.contains(#""uri":"/a/%24x""#), "\(run)")
        let json = try await Fedctl.run(line + ["--json"])
        let object = try Schema.hold(json.out, to: "fedctl.auth/1")
        #expect(object["verdict"] == "fail", "\(json)")
    }

    @Test("An unknown key is a skip, what is no header fails, and a wrong line is 64")
    func refuses() async throws {
        let bed = try await Bed()
        let header = try await bed.header("/a")
        let unknown = try await Fedctl.run(
            ["auth", "verify", "--header", header] + Bed.parts("/a"))
        #expect(unknown.status == 2 && unknown.out.hasPrefix("skip  "), "\(unknown)")
        let none = try await Fedctl.run(
            ["auth", "verify", "--header", "Bearer x"] + Bed.parts("/a") + bed.keys)
        #expect(
            none.status == 1 && none.out.hasPrefix("fail  the header cannot be read"), "\(none)")
        let wrong = try await Fedctl.run(["auth", "verify", "--header", header])
        #expect(wrong.status == 64, "\(wrong)")
        let body = try await Fedctl.run(
            ["auth", "header", "--method", "PUT", "--target", "/a", "--destination", "x.example"]
                + ["--body", "{"] + bed.signer)
        #expect(body.status == 65 && body.out.isEmpty, "\(body)")
    }
}
