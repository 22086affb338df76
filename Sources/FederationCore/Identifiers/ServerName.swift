/// The name of a homeserver: a host and, where one is given, a port.
///
/// Names are compared byte by byte, upper and lower case apart, and kept as they were written.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#server-name>
public struct ServerName: Sendable, Hashable, CustomStringConvertible {
    /// The part before the port: a name or an IP literal.
    public let host: Host
    /// The port, where one is given; 0 is allowed by the grammar and never usable.
    public let port: UInt16?
    /// The name as it was written.
    public let description: String

    /// What stands before the port.
    public enum Host: Sendable, Hashable {
        /// A DNS name, as it was written.
        case name(String)
        /// An IP literal; IPv6 stood in brackets.
        case address(IPAddress)
    }

    /// Reads `host`, `host:port`, `1.2.3.4:port` or `[::1]:port`.
    ///
    /// - Throws: ``ServerNameError`` with the part that is wrong.
    public init(parsing text: String) throws(ServerNameError) {
        guard !text.isEmpty else { throw .empty }
        let (hostText, portText) = try Self.split(text)
        if let portText {
            guard (1...5).contains(portText.utf8.count),
                portText.utf8.allSatisfy({ (48...57).contains($0) }), let port = UInt16(portText)
            else { throw .invalidPort(portText) }
            self.port = port
        } else {
            port = nil
        }
        host = try Self.parseHost(hostText)
        description = text
    }

    /// The host part as it was written, IPv6 in brackets: what a `Host` header without a port holds.
    public var hostText: String {
        switch host {
        case .name(let name): name
        case .address(let address): address.family == .v4 ? address.description : bracketedText
        }
    }

    /// The bracketed literal as it was written.
    private var bracketedText: String {
        guard let end = description.firstIndex(of: "]") else { return description }
        return String(description[...end])
    }

    private static func split(_ text: String) throws(ServerNameError) -> (String, String?) {
        if text.utf8.first == UInt8(ascii: "[") {
            guard let end = text.firstIndex(of: "]") else { throw .unclosedBracket(text) }
            let host = String(text[...end])
            let rest = text[text.index(after: end)...]
            if rest.isEmpty { return (host, nil) }
            guard rest.hasPrefix(":") else { throw .invalidHost(text) }
            return (host, String(rest.dropFirst()))
        }
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return (text, nil) }
        return (String(text[..<colon]), String(text[text.utf8.index(after: colon)...]))
    }

    private static func parseHost(_ text: String) throws(ServerNameError) -> Host {
        if text.utf8.first == UInt8(ascii: "[") {
            guard let address = IPAddress(parsing: String(text.dropFirst().dropLast())),
                address.family == .v6
            else { throw .invalidAddress(text) }
            return .address(address)
        }
        guard !text.isEmpty else { throw .noHost }
        // Few names are made of digits and dots alone, and only those can be IPv4.
        if text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }) {
            if let address = IPAddress(parsing: text) { return .address(address) }
            let parts = text.utf8.split(
                separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            let isDottedDecimal =
                parts.count == 4 && parts.allSatisfy { (1...3).contains($0.count) }
            if isDottedDecimal { throw .invalidAddress(text) }
        }
        guard text.utf8.count <= 255 else { throw .tooLong(text.utf8.count) }
        if text.utf8.allSatisfy(isNameCharacter) { return .name(text) }
        for scalar in text.unicodeScalars
        where !(scalar.isASCII && isNameCharacter(UInt8(scalar.value))) {
            throw .invalidCharacter(scalar, text)
        }
        return .name(text)
    }

    private static func isNameCharacter(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
