import FederationCore

/// The key of an identity server, which vouches for users.
struct VouchingKey {
    private let key: SigningKey

    init(_ seed: UInt8) throws {
        key = try SigningKey(
            keyID: KeyID(parsing: "ed25519:0"),
            seed: SigningSeed(bytes: [UInt8](repeating: seed, count: 32)))
    }

    /// The public key in unpadded base64.
    var base64: String { key.publicKey.base64 }

    /// The public key in the alphabet of addresses.
    var urlSafe: String { UnpaddedBase64.encode(key.publicKey.bytes, alphabet: .urlSafe) }

    /// A `third_party_invite` with that object signed.
    func invite(_ signed: String) throws -> String {
        let signed = try signObject(Array(signed.utf8), as: "id.example", with: key)
        return #"{"display_name":"s","signed":\#(String(decoding: signed, as: UTF8.self))}"#
    }
}
