public import FederationCore
public import FoundationEssentials

/// How long an answer for the well-known document may be kept, and why.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#resolving-server-names>
public struct CacheLifetime: Sendable, Hashable {
    /// The lifetime, after the limits of the spec.
    public var seconds: Int
    /// Where it comes from.
    public var source: Source
    /// What the headers said, where they said something.
    public var statedSeconds: Int?

    /// Where a lifetime comes from.
    public enum Source: Sendable, Hashable, CustomStringConvertible {
        /// A `Cache-Control` directive, such as `max-age=86400` or `no-store`.
        case cacheControl(String)
        /// An `Expires` header.
        case expires(String)
        /// Nothing: the spec's default.
        case byDefault

        /// The directive, the header, or `the default`.
        public var description: String {
            switch self {
            case .cacheControl(let directive): directive
            case .expires(let value): "Expires: \(value)"
            case .byDefault: "the default"
            }
        }
    }

    /// A lifetime.
    public init(seconds: Int, source: Source, statedSeconds: Int? = nil) {
        self.seconds = seconds
        self.source = source
        self.statedSeconds = statedSeconds
    }

    /// What is used where the headers say nothing: a day.
    public static let defaultSeconds = 24 * 60 * 60
    /// The longest that a document is kept, whatever the headers say: two days.
    public static let maximumSeconds = 48 * 60 * 60
    /// The longest that a failure is kept: an hour.
    public static let maximumFailureSeconds = 60 * 60

    /// How long a usable document may be kept, by the headers that came with it.
    public init(ofDocumentWith headers: [HTTPHeader], now: Date) {
        self.init(
            headers: headers, now: now, fallback: Self.defaultSeconds, limit: Self.maximumSeconds)
    }

    /// How long a failure may be kept, by the headers that came with it, if any.
    public init(ofFailureWith headers: [HTTPHeader], now: Date) {
        self.init(
            headers: headers, now: now, fallback: Self.maximumFailureSeconds,
            limit: Self.maximumFailureSeconds)
    }

    private init(headers: [HTTPHeader], now: Date, fallback: Int, limit: Int) {
        guard let (stated, source) = Self.stated(by: headers, now: now) else {
            self.init(seconds: fallback, source: .byDefault)
            return
        }
        self.init(seconds: min(stated, limit), source: source, statedSeconds: stated)
    }

    /// Whether the headers asked for more than the spec allows.
    public var isClamped: Bool { statedSeconds.map { $0 > seconds } ?? false }

    /// What the headers say, a `Cache-Control` before an `Expires`.
    private static func stated(by headers: [HTTPHeader], now: Date) -> (Int, Source)? {
        let directives = headers.lazy.filter { $0.name.lowercased() == "cache-control" }
            .flatMap { $0.value.split(separator: ",") }.map(trim)
        // Both say that the answer must not be used again without asking.
        for directive in directives
        where ["no-store", "no-cache"].contains(directive.lowercased()) {
            return (0, .cacheControl(directive))
        }
        for directive in directives where directive.lowercased().hasPrefix("max-age=") {
            let value = directive.dropFirst("max-age=".count).filter { $0 != "\"" }
            guard !value.isEmpty, value.utf8.allSatisfy({ (48...57).contains($0) }) else {
                continue
            }
            // More digits than an Int holds are more than any limit.
            return (Int(value) ?? .max, .cacheControl(directive))
        }
        guard let text = headers.firstValue(of: "Expires") else { return nil }
        // What is no date, "0" above all, has expired (RFC 9111, 5.3).
        guard let expires = HTTPDate.parse(text) else { return (0, .expires(text)) }
        let sent = headers.firstValue(of: "Date").flatMap(HTTPDate.parse) ?? now
        return (max(0, Int(expires.timeIntervalSince(sent))), .expires(text))
    }

    private static func trim(_ text: Substring) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
