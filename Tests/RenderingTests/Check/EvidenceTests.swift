import FederationCore
import Testing

@testable import FederationChecks
@testable import Rendering

@Suite("Evidence files")
struct EvidenceTests {
    @Test(
        "A name from outside cannot lead out of the folder",
        arguments: [
            ("../../etc/passwd", "_._.__etc_passwd"), ("..", "_."), (".", "_"), ("", "_"),
            (".hidden", "_hidden"), ("[2001:db8::7]:443", "_2001_db8__7__443"),
            ("example.org:8448", "example.org_8448"), ("a\u{0}b\n\u{202E}", "a_b__"),
        ])
    func names(text: String, name: String) {
        let made = EvidenceFile.fileName(text)
        #expect(!made.contains("/") && made != ".." && made != "." && !made.hasPrefix("."))
        #expect(made == name)
    }

    @Test("A report without kept answers is a file all the same")
    func reportAlone() {
        let files = SampleReports.good.evidenceFiles(version: "1.2.3")
        #expect(files.map(\.path) == ["matrix.example/report.json"])
        #expect(String(decoding: files[0].bytes, as: UTF8.self).contains("\"fedctl.check/1\""))
    }

    @Test("Every exchange of a destination is a file with the request, the status and the body")
    func exchanges() async throws {
        var report = SampleReports.good
        var facts = DestinationFacts(destination: SampleReports.destination("198.51.100.7"))
        let request = HTTPRequest(
            method: "GET", target: "/_matrix/key/v2/server?x=1", hostHeader: "example.org")
        facts.record(
            .made([
                ExchangeFacts(
                    request: request,
                    outcome: .success(
                        HTTPResponse(
                            status: 200, headers: [HTTPHeader("Server", "a")], body: [0x7B, 0x7D])))
            ]), of: .keyDocument)
        report.facts = [facts]
        let files = report.evidenceFiles(version: "1.2.3")
        #expect(files.last?.path == "matrix.example/198.51.100.7_443/01-server.http")
        #expect(
            String(decoding: files[1].bytes, as: UTF8.self)
                == "GET /_matrix/key/v2/server?x=1 HTTP/1.1\nHost: example.org\n\n"
                + "HTTP/1.1 200\nServer: a\n\n{}")
    }
}
