/// Something that is asked, so that checks can judge the answer.
public enum Probe: String, Sendable, Hashable, CaseIterable {
    /// A TLS handshake.
    case handshake
    /// A handshake that offers TLS 1.2 alone, where the first one agreed on another version.
    case olderHandshake
    /// A handshake without SNI, where the certificate is for another name or the first handshake is refused.
    case namelessHandshake
    /// A handshake that offers every version and cipher, where the usual ones are refused.
    case weakHandshake
    /// A handshake with port 443 of the same address, where the certificate of another port ends.
    case usualPortHandshake
    /// `GET /_matrix/federation/v1/version`.
    case version
    /// `GET /_matrix/key/v2/server`.
    case keyDocument
    /// A path under `/_matrix/federation` that no homeserver knows.
    case unknownPath
    /// The paths of the route map, without a signature.
    case routes
}
