import FederationChecks
import Findings
import Foundation
import Rendering
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Check reports as JUnit")
struct JUnitTests {
    @Test("A server is a suite, a finding a case, and only failures fail")
    func mixed() throws {
        let xml = [SampleReports.mixed, SampleReports.gone].junit
        let document = try XMLDocument(xmlString: xml)
        let root = try #require(document.rootElement())
        #expect(root.name == "testsuites")
        #expect(root.attribute(forName: "tests")?.stringValue == "10")
        #expect(root.attribute(forName: "failures")?.stringValue == "3")
        #expect(root.attribute(forName: "skipped")?.stringValue == "2")
        #expect(root.elements(forName: "testsuite").count == 2)
        #expect(try document.nodes(forXPath: "//failure").count == 3)
        #expect(try document.nodes(forXPath: "//skipped").count == 2)
        let warning = try #require(document.nodes(forXPath: "//system-out").first)
        #expect(warning.stringValue == "warning: expires in 9 days, on 2026-12-01")
        let chain = try #require(
            document.nodes(forXPath: "//testcase[@name='tls.chain at 198.51.100.7:443']/failure")
                .first as? XMLElement)
        #expect(
            chain.attribute(forName: "message")?.stringValue
                == "the server does not send the intermediate \"R11\"")
        #expect(chain.stringValue?.contains("fix: nginx: ssl_certificate") == true)
    }

    @Test("What a hostile server sends stays text, and the document stays XML")
    func hostile() throws {
        let xml = [SampleReports.hostile].junit
        #expect(!xml.contains("\u{1B}") && !xml.contains("\u{202E}"))
        #expect(xml.contains("\\u{1B}[2Japse"))
        _ = try XMLDocument(xmlString: xml)
        let report = SampleReports.report([
            Finding("version.answer", .fail, "]]></failure><failure a='\"\u{0}\u{FFFE}&")
        ])
        let document = try XMLDocument(xmlString: [report].junit)
        #expect(try document.nodes(forXPath: "//failure").count == 1)
    }

    @Test("No line that a CI system could read as a command comes from what a server sent")
    func commands() throws {
        let text = "nope\n::error title=owned::x\n  ::add-mask::y"
        let reports = [Verdict.warn, .fail, .skip].map { verdict in
            SampleReports.report(
                [
                    Finding(
                        "well-known.delegation", verdict, text, expected: text, got: text,
                        fix: text, reproduce: text)
                ], of: text)
        }
        let page = CheckPage(reports, version: "0.1.0").html
        for line in (reports.junit + page).split(separator: "\n") {
            #expect(!line.drop { $0 == " " }.hasPrefix("::"), "\(line)")
        }
        let failure = try #require(
            XMLDocument(xmlString: reports.junit).nodes(forXPath: "//failure").first)
        #expect(failure.stringValue?.contains("got: nope\n::error title=owned::x") == true)
    }
}
