/// What a certificate has to be valid for.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#tls>
public enum TLSName: Sendable, Hashable, CustomStringConvertible {
    /// A DNS name, also sent as SNI.
    case name(String)
    /// An IP address; nothing is sent as SNI.
    case address(IPAddress)

    /// The name or the address, IPv6 without brackets.
    public var description: String {
        switch self {
        case .name(let name): name
        case .address(let address): address.description
        }
    }

    /// The text as it stands in a URL: IPv6 in brackets.
    public var urlHost: String {
        switch self {
        case .name(let name): name
        case .address(let address): address.hostText
        }
    }
}
