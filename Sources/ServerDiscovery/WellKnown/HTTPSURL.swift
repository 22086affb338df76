import FederationCore

/// An `https` URL as far as requests for the well-known document need it.
struct HTTPSURL: Hashable, CustomStringConvertible {
    /// Host and port, as they were written.
    var authority: ServerName
    /// Path and query, as they go out.
    var target: String

    /// The port that is connected to.
    var port: UInt16 { authority.port ?? 443 }

    /// The value of the `Host` header: without a port where it is the default.
    var hostHeader: String { port == 443 ? authority.hostText : authority.description }

    /// The whole URL.
    var description: String { "https://\(hostHeader)\(target)" }

    /// The URL that `reference`, the value of a `Location` header, means on the page of this URL.
    ///
    /// - Throws: ``WellKnownFailure`` where it is no URL, or none that may be followed.
    func resolving(_ reference: String) throws(WellKnownFailure) -> HTTPSURL {
        guard reference.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw .redirectInvalid(location: reference, reason: "it holds what no URL holds")
        }
        // A fragment is never sent.
        let text = reference.prefix { $0 != "#" }
        if let scheme = Self.scheme(of: text) {
            guard scheme.lowercased() == "https" else {
                throw .redirectNotHTTPS(location: reference)
            }
            let rest = text.dropFirst(scheme.count + 1)
            guard rest.hasPrefix("//") else {
                throw .redirectInvalid(location: reference, reason: "it names no host")
            }
            return try Self.parse(rest.dropFirst(2), reference: reference)
        }
        if text.hasPrefix("//") { return try Self.parse(text.dropFirst(2), reference: reference) }
        let path = target.prefix { $0 != "?" }
        if text.isEmpty { return self }
        if text.hasPrefix("/") {
            return HTTPSURL(authority: authority, target: Self.withoutDots(text))
        }
        if text.hasPrefix("?") {
            return HTTPSURL(authority: authority, target: String(path + text))
        }
        let folder = path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex)
        return HTTPSURL(authority: authority, target: Self.withoutDots(folder + text))
    }

    /// The scheme of an absolute reference: letters, digits, `+`, `-`, `.` up to a colon.
    private static func scheme(of text: Substring) -> Substring? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon]
        guard let first = scheme.first, first.isLetter,
            scheme.allSatisfy({ $0.isLetter || $0.isNumber || "+-.".contains($0) })
        else { return nil }
        return scheme
    }

    private static func parse(
        _ text: Substring, reference: String
    ) throws(WellKnownFailure) -> HTTPSURL {
        let end = text.firstIndex { $0 == "/" || $0 == "?" } ?? text.endIndex
        let target = text[end...]
        do {
            let authority = try ServerName(parsing: String(text[..<end]))
            let path = target.hasPrefix("/") ? target : "/" + target
            return HTTPSURL(authority: authority, target: withoutDots(path))
        } catch {
            throw .redirectInvalid(location: reference, reason: error.description)
        }
    }

    /// The target without the path segments `.` and `..` (RFC 3986, 5.2.4).
    private static func withoutDots(_ target: Substring) -> String {
        let end = target.firstIndex(of: "?") ?? target.endIndex
        let segments = target[..<end].split(separator: "/", omittingEmptySubsequences: false)
        var kept: [Substring] = []
        for (index, segment) in segments.enumerated().dropFirst() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".": if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        return "/" + kept.joined(separator: "/") + target[end...]
    }
}
