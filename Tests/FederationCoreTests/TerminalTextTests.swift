import FederationCore
import Testing

@Suite("Text for a terminal")
struct TerminalTextTests {
    @Test(
        "What could steer a terminal is made visible",
        arguments: [
            ("\u{1B}[31mred", "\\u{1B}[31mred"), ("a\nb\r\tc", "a\\u{A}b\\u{D}\\u{9}c"),
            ("\u{9B}2J", "\\u{9B}2J"), ("evil\u{202E}gpj", "evil\\u{202E}gpj"),
            ("zero\u{200B}width", "zero\\u{200B}width"), ("\u{7F}", "\\u{7F}"),
        ])
    func escapes(text: String, visible: String) {
        #expect(text.escapedForTerminal == visible)
    }

    @Test("What does no harm stays as it is", arguments: ["example.org", "日本語 é", "a\\b\"c"])
    func keeps(text: String) {
        #expect(text.escapedForTerminal == text)
    }
}
