import FederationChecks
import Findings
import Rendering
import Testing

@Suite("Pages of checks")
struct ExplainTextTests {
    @Test(
        "Every check has a page that says why, what the causes are, and what to do",
        arguments: Check.all.map(\.id))
    func complete(id: CheckID) throws {
        let check = try #require(Check.named(id))
        #expect(!check.title.isEmpty)
        #expect(check.page.why.contains { $0.count > 80 })
        #expect(!check.page.causes.isEmpty)
        #expect(!check.page.remedies.isEmpty)
        let text = check.text()
        #expect(text.hasPrefix("\(id): \(check.title)\n"))
        #expect(text.contains("\nWhy it matters\n"))
        for line in text.split(separator: "\n") where !line.contains("https://spec.") {
            #expect(line.count <= 100, "\(line)")
        }
    }

    @Test("The page of the chain names the directive of each reverse proxy")
    func chain() throws {
        let text = try #require(Check.named("tls.chain")).text()
        for directive in ["ssl_certificate", "SSLCertificateFile", "crt must", "ssl.pemfile"] {
            #expect(text.contains(directive), "\(directive)")
        }
        #expect(
            text.contains("    nginx     ssl_certificate must name fullchain.pem, not cert.pem;"))
    }

    @Test("The list has a line for each check")
    func list() {
        let lines = CheckTable().text.split(separator: "\n")
        #expect(lines.count == Check.all.count + 1)
        #expect(lines.contains { $0.hasPrefix("tls.chain ") && $0.contains("passive  must") })
    }
}
