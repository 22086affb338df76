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

    @Test(
        "A long text is cut between two characters, and a short one is not",
        arguments: [
            ("abc", 3, "abc"), ("abcd", 3, "abc…"), ("aé", 3, "aé"), ("aéz", 2, "a…"),
            ("日本語", 8, "日本…"), ("e\u{301}x", 3, "e\u{301}…"), ("", 0, ""), ("é", 1, "…"),
        ])
    func cuts(text: String, limit: Int, expected: String) {
        #expect(text.cut(to: limit) == expected)
    }

    @Test("What does no harm stays as it is", arguments: ["example.org", "日本語 é", "a\\b\"c"])
    func keeps(text: String) {
        #expect(text.escapedForTerminal == text)
    }
}
