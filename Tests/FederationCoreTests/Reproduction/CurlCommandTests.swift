import FederationCore
import Foundation
import TestSupport
import Testing

@Suite("Commands of curl")
struct CurlCommandTests {
    private let destination = Destination(
        address: IPAddress(127, 0, 0, 1), port: 8448, tlsName: .name("hs.test"),
        hostHeader: "hs.test:8448", specStep: "2")

    private func line(
        _ method: String, _ target: String, host: String = "hs.test:8448",
        headers: [HTTPHeader] = [], body: [UInt8]? = nil
    ) -> String {
        CurlCommand().line(
            of: HTTPRequest(
                method: method, target: target, hostHeader: host, headers: headers, body: body),
            at: destination)
    }

    @Test("A plain request is a plain line")
    func plain() {
        #expect(
            line("GET", "/a?b=%2f", headers: [HTTPHeader("Accept", "application/json")])
                == "curl -sS --http1.1 -H 'Accept: application/json' --connect-to "
                + "hs.test:8448:127.0.0.1:8448 'https://hs.test:8448/a?b=%2f'")
    }

    @Test("The Host that goes out is the one of the request, and an empty header stays")
    func headers() {
        let text = line("GET", "/", host: "foo", headers: [HTTPHeader("X-Empty", " ")])
        #expect(text.contains("-H 'Host: foo'") && text.contains("-H 'X-Empty;'"), "\(text)")
        #expect(!line("GET", "/").contains("Host:"))
    }

    @Test(
        "A target that curl would change in a URL is set apart",
        arguments: [
            "/[1-3]{a,b}", "/a/../b", "/a/.", "/a/%2e%2E/b", "/a#b", "/a?", "/é", "*", "/a\"b",
        ])
    func targets(target: String) {
        let text = line("GET", target)
        #expect(
            text.contains(" --request-target ") && text.hasSuffix(" https://hs.test:8448/"),
            "\(text)")
    }

    @Test("A target that curl leaves alone stands in the URL", arguments: ["/a..b", "/a?b=/../"])
    func keptTargets(target: String) {
        #expect(!line("GET", target).contains("--request-target"))
    }

    @Test("HEAD asks for the head, and other methods are named")
    func methods() {
        #expect(line("HEAD", "/").contains(" -I "))
        #expect(!line("HEAD", "/").contains("-X"))
        #expect(line("PUT", "/").contains(" -X PUT "))
        #expect(line("GET", "/", body: []).contains(" -X GET --data-raw '' "))
    }

    @Test(
        "A body goes out byte for byte",
        arguments: [
            ("@x", "--data-raw @x"), ("{\"a\": 'b'}\n", #"--data-raw '{"a": '\''b'\''}"#),
        ])
    func bodies(body: String, words: String) {
        let text = line("PUT", "/", body: Array(body.utf8))
        #expect(text.hasPrefix("curl ") && text.contains(words), "\(text)")
    }

    @Test(
        "What no argument can hold comes from printf",
        arguments: [
            ([0x61, 0x00, 0x25, 0x5C, 0x27], #"printf 'a\000\045\134\047' | curl "#),
            ([0xFF, 0x1B], #"printf '\377\033' | curl "#),
            ([0x2D, 0x6E, 0x2D, 0x00], #"printf '\055n-\000' | curl "#),
        ] as [([UInt8], String)])
    func binaryBodies(body: [UInt8], start: String) {
        let text = line("PUT", "/", body: body)
        #expect(text.hasPrefix(start) && text.contains("--data-binary @-"), "\(text)")
    }

    @Test("A large body is announced by nothing, and a very large one is in no argument")
    func largeBodies() {
        let large = line("PUT", "/", body: [UInt8](repeating: 0x61, count: 2_000))
        #expect(large.contains("-H Expect: --data-raw aaa"))
        let veryLarge = line("PUT", "/", body: [UInt8](repeating: 0x61, count: 200_000))
        #expect(veryLarge.hasPrefix("printf 'aaa"))
    }

    @Test(
        "A shell gives curl the bytes of the body",
        arguments: [
            [], Array("-".utf8), Array("-n".utf8), Array("--".utf8), Array("@x".utf8),
            [0x2D, 0x00], Array("-n \u{1}".utf8), Array("--\u{7F}\n".utf8), Array("-v%s\r\n".utf8),
            Array("{\"a\": 'b'}\n\n".utf8), Array("é\\n%d".utf8), Array(0...255),
            Array((0...255).reversed()), [UInt8](repeating: 0x2D, count: 100_001),
        ] as [[UInt8]])
    func shell(body: [UInt8]) throws {
        let text = line("PUT", "/", body: body)
        #expect(try Self.bytesForCurl(of: text) == body, "\(text.prefix(200))")
    }

    /// What `curl` is given for a body where a shell runs a line.
    private static func bytesForCurl(of line: String) throws -> [UInt8] {
        // In the place of curl, what prints the body that its flags or its standard input give it.
        let script = """
            curl() {
                while [ $# -gt 0 ]; do
                    case "$1" in
                        --data-raw) printf %s "$2"; return ;;
                        --data-binary) cat; return ;;
                    esac
                    shift
                done
                return 3
            }
            \(line)
            """
        // A file, since the system takes no argument of such a length.
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "curl-\(UUID().uuidString).sh")
        try Data(script.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try ProcessStart.run(process)
        let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return bytes
    }
}
