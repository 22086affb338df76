import FederationCore
import MatrixJSON
import RoomEvents

/// Which servers a room lets take part: its `m.room.server_acl`.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#mroomserver_acl>
struct ServerAccessList {
    private let allow: [NamePattern]
    private let deny: [NamePattern]
    private let allowsAddresses: Bool

    /// Reads the event; what is of another type than it should be counts as not there.
    init(_ event: Event) {
        let patterns = { (name: String) in
            (event.content[name]?.elements ?? []).compactMap(\.string).map(NamePattern.init)
        }
        allow = patterns("allow")
        deny = patterns("deny")
        allowsAddresses = event.content["allow_ip_literals"]?.boolean ?? true
    }

    /// Whether `server` may take part; its port is not looked at.
    func allows(_ server: ServerName) -> Bool {
        // Step 2; step 1, that there is no event, is the caller's.
        if case .address = server.host, !allowsAddresses { return false }
        let host = server.hostText
        // Steps 3 to 5.
        if deny.contains(where: { $0.fits(host) }) { return false }
        return allow.contains { $0.fits(host) }
    }
}
