public import FederationCore
import MatrixJSON

/// What `/.well-known/matrix/server` of a server says that lives under another name.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#getwell-knownmatrixserver>
public struct WellKnownDelegation: Sendable, Hashable {
    /// Where the server lives.
    public var delegatedName: ServerName

    /// A delegation to `delegatedName`.
    public init(to delegatedName: ServerName) {
        self.delegatedName = delegatedName
    }

    /// The body of the answer, to be served as `application/json`.
    public var bytes: [UInt8] {
        let object: JSONObject = ["m.server": .string(delegatedName.description)]
        return object.canonicalBytes()
    }
}
