public import FederationCore

/// Whom a fault strikes.
public enum FaultPeer: Sendable, Hashable, CustomStringConvertible {
    /// Requests that say to be from this server, whether the signature verifies or not.
    case server(ServerName)
    /// Connections from this address.
    case address(IPAddress)

    /// Reads an address, else a server name.
    public init(parsing text: String) throws(ServerNameError) {
        if let address = IPAddress(parsing: text) {
            self = .address(address)
        } else {
            self = .server(try ServerName(parsing: text))
        }
    }

    /// The address or the name.
    public var description: String {
        switch self {
        case .server(let name): name.description
        case .address(let address): address.description
        }
    }
}
