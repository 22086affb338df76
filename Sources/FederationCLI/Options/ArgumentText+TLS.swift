import FederationCore

extension ArgumentText {
    /// What a certificate has to be valid for: a DNS name, or an address with or without brackets.
    static func tlsName(_ text: String) throws(CommandFailure) -> TLSName {
        if let address = IPAddress(parsing: text) { return .address(address) }
        let name = try serverName(text)
        guard name.port == nil else { throw .usage("--tls-name is a name without a port") }
        switch name.host {
        case .name(let host): return .name(host)
        case .address(let address): return .address(address)
        }
    }
}
