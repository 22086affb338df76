import FederationChecks
import Findings
import Rendering
import Testing

@Suite("Check reports as pages")
struct PageFormTests {
    @Test("Markdown: a table, and below it what to do about each warning and failure")
    func markdown() {
        let lines = [SampleReports.mixed].markdown.split(separator: "\n").map(String.init)
        #expect(lines[0] == "## example.org")
        #expect(
            lines.contains(
                "| **fail** | `tls.chain` | 198.51.100.7:443 | "
                    + "the server does not send the intermediate \"R11\" |"))
        #expect(lines.contains("### `tls.chain` at 198.51.100.7:443"))
        #expect(
            lines.contains(
                "- fix: nginx: ssl\\_certificate must name fullchain.pem, not cert.pem; then reload"
            ))
        let several = [SampleReports.mixed, SampleReports.good].markdown
        #expect(several.hasPrefix("| server | verdict | first finding |\n"))
        #expect(several.contains("2 servers: 1 passed, 1 failed"))
    }

    @Test("Markdown: what a server sends neither breaks the table nor becomes a link or HTML")
    func hostileMarkdown() {
        let report = SampleReports.report([
            Finding("version.answer", .fail, "a | b\n<img src=x> [c](d) ![e](f) @team")
        ])
        let text = [report].markdown
        #expect(
            text.contains(
                "a \\| b\\\\u{A}&lt;img src=x&gt; \\[c\\](d) \\!\\[e\\](f) \\@team |"), "\(text)")
    }

    @Test("HTML: one page that stands alone")
    func html() {
        let page = CheckPage([SampleReports.mixed, SampleReports.good], version: "1.2.3").html
        #expect(page.hasPrefix("<!DOCTYPE html>\n"))
        #expect(page.contains("<title>Federation check</title>"))
        #expect(page.contains("<a href=\"#server-1\">matrix.example</a>"))
        #expect(page.contains("<section id=\"server-1\">"))
        #expect(page.contains("<dd>"))
        #expect(page.contains("fedctl 1.2.3"))
        #expect(!page.contains("<script") && !page.contains("<link") && !page.contains("src="))
        #expect(page.contains("default-src &#39;none&#39;"))
    }

    @Test("HTML: what a server sends stays text")
    func hostileHTML() {
        let report = SampleReports.report(
            [
                Finding(
                    "version.answer", .fail, "</td><script>alert(1)</script>\u{202E}", got: "\"'&")
            ],
            of: "<b>x")
        let page = CheckPage([report], version: "1.2.3").html
        #expect(!page.contains("<script>") && !page.contains("<b>") && !page.contains("\u{202E}"))
        #expect(page.contains("&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u{202E}"))
        #expect(page.contains("&quot;&#39;&amp;"))
    }
}
