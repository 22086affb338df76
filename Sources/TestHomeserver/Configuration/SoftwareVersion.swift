/// What a homeserver says that it runs.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1version>
public struct SoftwareVersion: Sendable, Hashable {
    /// The name of the software.
    public var name: String
    /// Its version.
    public var version: String

    /// A name and a version.
    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }
}
