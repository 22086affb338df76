/// A path with named holes, such as `/_matrix/federation/v1/event/{eventId}`.
public struct PathTemplate: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral
{
    /// The path with its holes in braces.
    public let text: String
    /// What stands between the slashes, after the first.
    public let segments: [Segment]

    /// A part between two slashes.
    public enum Segment: Sendable, Hashable {
        /// Bytes that must be there as they are.
        case literal(String)
        /// A hole, by the name of the parameter that fills it.
        case hole(String)
    }

    /// Reads a template in the source.
    public init(stringLiteral text: String) {
        self.text = text
        segments = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
            $0.hasPrefix("{") && $0.hasSuffix("}")
                ? .hole(String($0.dropFirst().dropLast())) : .literal(String($0))
        }
    }

    /// The path with its holes in braces.
    public var description: String { text }

    /// How many segments are literal; where two templates fit, the one with more is meant.
    var literalCount: Int {
        segments.count { segment in
            if case .literal = segment { true } else { false }
        }
    }

    /// What fills the holes, as it stands in the path; nil where the path is another.
    ///
    /// Literal segments are compared byte by byte, and a hole takes no empty segment.
    func match(_ parts: [Substring.UTF8View]) -> [(name: String, value: Substring)]? {
        guard parts.count == segments.count else { return nil }
        var holes: [(name: String, value: Substring)] = []
        for (part, segment) in zip(parts, segments) {
            switch segment {
            case .literal(let literal):
                guard part.elementsEqual(literal.utf8) else { return nil }
            case .hole(let name):
                guard !part.isEmpty else { return nil }
                holes.append((name, Substring(part)))
            }
        }
        return holes
    }
}
