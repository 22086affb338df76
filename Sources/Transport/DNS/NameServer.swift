public import FederationCore

/// Where a name server listens.
public struct NameServer: Sendable, Hashable, CustomStringConvertible {
    /// Its address.
    public var address: IPAddress
    /// Its port, over UDP and TCP.
    public var port: UInt16
    /// The network interface of a link-local address, such as `eth0`.
    public var zone: String?

    /// A name server.
    public init(_ address: IPAddress, port: UInt16 = 53, zone: String? = nil) {
        self.address = address
        self.port = port
        self.zone = zone
    }

    /// Reads `IP[:PORT]`, IPv6 with a port in brackets: `192.0.2.53`, `[2001:db8::53]:5353`.
    public init(parsing text: String) throws(NameServerError) {
        if let whole = IPAddress(parsing: text) {
            self.init(whole)
            return
        }
        let host: Substring
        var rest: Substring
        if text.hasPrefix("["), let bracket = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<bracket]
            rest = text[text.index(after: bracket)...]
            guard host.contains(":") else { throw .notAnAddress(text) }
        } else {
            let colon = text.firstIndex(of: ":") ?? text.endIndex
            host = text[..<colon]
            rest = text[colon...]
        }
        guard let address = IPAddress(parsing: String(host)) else { throw .notAnAddress(text) }
        guard !rest.isEmpty else {
            self.init(address)
            return
        }
        guard rest.removeFirst() == ":" else { throw .notAnAddress(text) }
        guard rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(rest),
            port > 0
        else { throw .badPort(text, port: String(rest)) }
        self.init(address, port: port)
    }

    /// Address and port, such as `192.0.2.53:53`.
    public var description: String {
        guard let zone else { return "\(address.hostText):\(port)" }
        return "[\(address)%\(zone)]:\(port)"
    }
}
