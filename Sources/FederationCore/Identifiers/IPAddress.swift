import Glibc

/// An IPv4 or IPv6 address, without a zone and without a port.
public struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    /// The address in network byte order: 4 bytes or 16.
    public let bytes: [UInt8]

    /// Which of the two families.
    public enum Family: Sendable, Hashable {
        /// IPv4.
        case v4
        /// IPv6.
        case v6
    }

    /// The IPv4 address of four bytes, such as `IPAddress(127, 0, 0, 1)`.
    public init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) {
        bytes = [first, second, third, fourth]
    }

    /// Takes 4 or 16 bytes in network byte order; anything else is no address.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads four decimals from 0 to 255, or IPv6 text without brackets and without a zone.
    public init?(parsing text: String) {
        if text.utf8.contains(UInt8(ascii: ":")) {
            guard !text.utf8.contains(UInt8(ascii: "%")), !text.utf8.contains(0) else { return nil }
            var address = in6_addr()
            guard inet_pton(AF_INET6, text, &address) == 1 else { return nil }
            bytes = withUnsafeBytes(of: &address) { Array($0) }
        } else {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 4 else { return nil }
            var bytes: [UInt8] = []
            for part in parts {
                guard (1...3).contains(part.utf8.count),
                    part.utf8.allSatisfy({ (48...57).contains($0) }), let byte = UInt8(part)
                else { return nil }
                bytes.append(byte)
            }
            self.bytes = bytes
        }
    }

    /// The family.
    public var family: Family { bytes.count == 4 ? .v4 : .v6 }

    /// The address in its usual text form, IPv6 without brackets.
    public var description: String {
        if family == .v4 { return bytes.map(String.init).joined(separator: ".") }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let written = bytes.withUnsafeBytes { source in
            inet_ntop(AF_INET6, source.baseAddress, &text, socklen_t(text.count)) != nil
        }
        precondition(written, "16 bytes are always an IPv6 address")
        let characters = text.prefix { $0 != 0 }
        return String(decoding: characters.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The address as it stands in a URL or a `Host` header: IPv6 in brackets.
    public var hostText: String {
        family == .v4 ? description : "[\(description)]"
    }
}
