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
    /// The same with the host of the well-known document, where that is another one and port 443 is no newer.
    case newerHandshake
    /// `GET /_matrix/federation/v1/version`.
    case version
    /// `GET /_matrix/key/v2/server`.
    case keyDocument
    /// A path under `/_matrix/federation` that no homeserver knows.
    case unknownPath
    /// The paths of the route map, without a signature.
    case routes
    /// The former versions of those that are not found.
    case olderRoutes
    /// The version and the key document with `POST`, which no homeserver takes.
    case wrongMethod
    /// `GET /_matrix/federation/v1/openid/userinfo` with a token that nobody gave out, and without
    /// one.
    case openID
    /// A path with the characters that proxies refuse or decode, each encoded.
    case characters
    /// The same one character at a time, where they do not all arrive.
    case charactersApart
    /// A path of media that nobody has, with the characters that every ID begins with, each encoded: some
    /// homeservers say in their refusal which path arrived.
    case sigils
    /// The version with one letter of its path encoded, where Apache answers and no homeserver says which path
    /// arrived: what decodes a path as a whole makes it the version again.
    case encodedLetter
    /// The version with a slash of its path encoded, where that was so: a homeserver that decodes paths itself
    /// takes it too.
    case encodedSlash
    /// The version behind the beginning of its path, where the homeserver knows none of its paths: what cuts the
    /// beginning off makes it the version again.
    case strippedPrefix
    /// The version and the key document for other user agents.
    case otherAgents
    /// A path that needs a signature, with a signature that nobody can verify.
    case authorization
    /// The same at a target that was not asked before, where it made no difference: a cache has no answer to it.
    case freshAuthorization
    /// The version with other `Host` headers, where it is not answered with the right one.
    case otherHosts
    /// `GET /_matrix/client/versions`, where federation does not answer.
    case clientVersions
    /// A path outside `/_matrix`, where nothing showed yet what stands before the homeserver.
    case frontEnd
    /// The same request again, headers and all, where an answer was a failure or late.
    case repetitions
    /// The version over HTTP/2, where the server offers that.
    case secondHTTP
    /// A body of the size of the usual limits, which is announced and never sent.
    case hugeBody
    /// A large body, where that is refused.
    case bodySize
    /// Smaller ones, where that is refused.
    case smallerBodies
    /// The version at port 443, where the destination's own port is closed.
    case standardPort
    /// The documents beside `/.well-known/matrix/server`.
    case clientDocument, supportDocument, policyDocument
    /// `/.well-known/matrix/server` for other user agents.
    case wellKnownAgents
    /// `GET /_matrix/key/v2/server/…`, the path of former versions of the specification.
    case oldKeyPath

    /// A handshake with the host of the well-known document, where its certificate is refused.
    case wellKnownHandshake
    /// The well-known document at every address of its host.
    case wellKnownAddresses
    /// What the zone's own name servers say to what the resolver could not answer.
    case authorities
    /// The SRV records that play no part.
    case unusedServices
    /// Where else the homeserver may answer, where nothing answers where peers look.
    case otherPlaces
    /// The name that the key document says, where it is another.
    case servedName
    /// The homeserver as a notary, asked about itself.
    case notaryRole
    /// The homeserver as a notary, asked about a server that is not there.
    case notaryFailures
    /// What other notaries have.
    case outsideView
    /// The key file of the server.
    case keyFile

    /// Whether it is asked of the host of the server name, and not of a destination.
    public var isAboutName: Bool {
        switch self {
        case .clientDocument, .supportDocument, .policyDocument, .wellKnownAgents: true
        default: false
        }
    }

    /// Whether it is asked once, of whoever has to be asked, and judged for the name as a whole.
    public var isAboutWhole: Bool {
        switch self {
        case .wellKnownHandshake, .authorities, .wellKnownAddresses, .unusedServices, .otherPlaces,
            .servedName,
            .notaryRole,
            .notaryFailures, .outsideView, .keyFile:
            true
        default: false
        }
    }

    /// Whether it is asked of each destination.
    public var isOfDestination: Bool { !isAboutName && !isAboutWhole }
}
