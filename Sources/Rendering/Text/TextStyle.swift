public import Findings

/// How a text for people is dressed.
public struct TextStyle: Sendable, Hashable {
    /// Whether verdicts and headings carry ANSI escape sequences.
    public let usesColour: Bool

    /// A style; plain text where nothing is asked for.
    public init(usesColour: Bool = false) {
        self.usesColour = usesColour
    }

    /// Text without any escape sequence.
    public static let plain = TextStyle()

    /// `text` in the colour of `verdict`.
    public func dressed(_ text: String, as verdict: Verdict) -> String {
        switch verdict {
        case .pass: dressed(text, code: "32")
        case .warn: dressed(text, code: "33")
        case .fail: dressed(text, code: "31")
        case .skip: dressed(text, code: "2")
        }
    }

    /// `text` as a heading.
    public func heading(_ text: String) -> String { dressed(text, code: "1") }

    private func dressed(_ text: String, code: String) -> String {
        usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
