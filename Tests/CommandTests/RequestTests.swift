import Foundation
import MatrixJSON
import TestSupport
import Testing

@Suite("fedctl request")
struct RequestTests {
    @Test("A request goes out byte for byte, signed or not, with the headers that were given")
    func requests() async throws {
        let bed = try await QueryBed()
        let target = "/_matrix/federation/v1/version?%61=%2f&b=%C3%A9"
        let run = try await Fedctl.run(
            ["request", "GET", bed.peer.name, target, "--header", "X-Test: 1"] + bed.identity)
        #expect(run.status == 0, "\(run)")
        #expect(try bed.peer.journal().contains("GET \(target) → 200"))
        #expect(try bed.peer.journal().contains("; \(bed.common[3]) ed25519:"))
        let unsigned = try await Fedctl.run(
            [
                "request", "GET", bed.peer.name, "/_matrix/federation/v1/publicRooms", "--ca",
                bed.common[1],
            ])
        #expect(unsigned.status == 1 && unsigned.err.contains("401"), "\(unsigned)")
        let other = try await Fedctl.run(
            ["request", "GET", bed.peer.name, "/_matrix/federation/v1/publicRooms", "--unsigned"]
                + bed.identity)
        #expect(other.status == 1 && other.err.contains("401"), "\(other)")
        for words in [["GE T", "x", "/"], ["GET", "x", "no-slash"], ["GET", "x", "/a b"]] {
            let run = try await Fedctl.run(["request"] + words)
            #expect(run.status == 64, "\(run)")
        }
    }

    @Test("A request is sent many times over kept connections, and its answers are counted")
    func repeats() async throws {
        let bed = try await QueryBed()
        let target = [
            "GET", bed.peer.name,
            "/_matrix/federation/v1/query/profile?user_id=%40alice%3A"
                + bed.peer.name.replacing(":", with: "%3A"),
        ]
        let run = try await Fedctl.run(
            ["request", "--repeat", "40", "--parallel", "4", "--json"] + target + bed.identity)
        let object = try Schema.hold(run.out, to: "fedctl.repetition/1")
        #expect(run.status == 0 && object["answers"] == [["status": 200, "count": 40]], "\(run)")
        #expect(object["sent"] == 40 && object["verdict"] == "pass", "\(run)")
        guard case .integer(let connections)? = object["connections"] else {
            return #expect(Bool(false), "\(run)")
        }
        #expect((1...5).contains(connections), "\(run)")
        let refused = try await Fedctl.run(
            ["request", "--repeat", "3", "--ca", bed.common[1]] + target)
        #expect(refused.status == 1, "\(refused)")
        #expect(refused.out.contains("    3  401 Unauthorized M_UNAUTHORIZED\n"), "\(refused)")
        #expect(refused.out.contains("\n3 of 3 requests answered in "), "\(refused)")
        let counted = try await Fedctl.run(
            ["request", "--repeat", "3", "--json", "--ca", bed.common[1]] + target)
        let report = try Schema.hold(counted.out, to: "fedctl.repetition/1")
        #expect(counted.status == 1 && report["verdict"] == "fail", "\(counted)")
        let other = try await Fedctl.run(["request", "PUT", "127.0.0.1:1", "/", "--repeat", "3"])
        #expect(other.status == 64 && other.err.contains("--own 127.0.0.1:1"), "\(other)")
        let nobody = try await Fedctl.run(["request", "GET", "127.0.0.1:1", "/", "--repeat", "3"])
        #expect(nobody.status == 2 && nobody.out.isEmpty, "\(nobody)")
        for options in [
            ["--repeat", "0"], ["--parallel", "2"], ["--repeat", "2", "--dry-run"],
            ["--repeat", "2", "--parallel", "0"],
        ] {
            let wrong = try await Fedctl.run(["request"] + target + options)
            #expect(wrong.status == 64 && wrong.out.isEmpty, "\(wrong)")
        }
    }

    @Test("What would be sent is shown with the signed bytes, and curl sends the same")
    func shows() async throws {
        let bed = try await QueryBed()
        let key = bed.folder.path + "/key"
        #expect(try await Fedctl.run(["keys", "generate", key]).status == 0)
        let line =
            [
                "request", "GET", bed.peer.name, "/_matrix/federation/v1/version", "--ca",
                bed.common[1],
            ]
            + ["--as", "tester.example", "--key", key]
        let dry = try await Fedctl.run(line + ["--dry-run"])
        #expect(dry.status == 0, "\(dry)")
        #expect(
            dry.out.hasPrefix(
                "GET /_matrix/federation/v1/version HTTP/1.1\nHost: \(bed.peer.name)\n"))
        #expect(dry.out.contains("Authorization: X-Matrix origin=\"tester.example\","), "\(dry)")
        #expect(dry.out.contains("…") && dry.out.contains("\nsigned: {\"destination\":"), "\(dry)")
        let json = try await Fedctl.run(line + ["--dry-run", "--json"])
        let object = try Schema.hold(json.out, to: "fedctl.exchange/1")
        #expect(object["response"] == nil && object["verdict"] == "skip", "\(json)")
        let curl = try await Fedctl.run(line + ["--curl"])
        #expect(curl.status == 0 && curl.out.hasPrefix("curl -sS "), "\(curl)")
        #expect(try !bed.peer.journal().contains("/version → "))
        let command = try await Fedctl.run(line + ["--curl", "--json"])
        let printed = try Schema.hold(command.out, to: "fedctl.exchange/1")
        guard case .string(let words)? = printed["curl"] else {
            return #expect(Bool(false), "\(command)")
        }
        #expect(words.hasPrefix("curl -sS "), "\(command)")
        let host = try await Fedctl.run(line + ["--curl", "--header", "Host: foo"])
        #expect(host.out.contains("-H 'Host: foo'"), "\(host)")
        let made = try await Fedctl.run(
            ["query", bed.peer.name, "public-rooms", "--all", "--curl"]
                + Array(bed.identity.prefix(4))
                + bed.identity.suffix(2))
        #expect(made.status == 0 && made.err.contains("gone when it has ended"), "\(made)")
        #expect(made.err.contains("the first page"), "\(made)")
        #expect(made.err.contains("--ca-dir FOLDER takes"), "\(made)")
    }
}
