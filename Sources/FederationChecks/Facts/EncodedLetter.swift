import FederationCore
import MatrixJSON

/// The version with something of its path encoded that no homeserver takes for it, unless a path is decoded.
///
/// A letter may be encoded in any path, and means the same; homeservers compare paths without decoding them.
enum EncodedLetter {
    /// The last letter is encoded.
    static let target = "/_matrix/federation/v1/versio%6E"
    /// A slash is encoded, which a front end that is told to leave slashes alone hands on.
    static let slashTarget = "/_matrix/federation%2Fv1/version"
}

extension DestinationFacts {
    /// Whether something before the homeserver decodes the path as a whole: a path with an encoded letter is
    /// taken for the one without, and the homeserver does not do that itself.
    var decodesLetters: Bool {
        exchange(of: .encodedLetter).value?.isVersion == true
            && exchange(of: .encodedSlash).value?.isVersion != true
    }
}

extension ExchangeFacts {
    /// Whether the answer is the version of a homeserver.
    var isVersion: Bool {
        response?.status == 200 && response?.jsonObject?["server"]?["name"] != nil
    }
}
