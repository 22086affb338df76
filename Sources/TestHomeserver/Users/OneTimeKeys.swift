import FederationCore
import MatrixJSON

/// What is left of the one-time keys of a device: each is handed out once, in order.
///
/// Keys that are made are made when they are asked for.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#one-time-and-fallback-keys>
struct OneTimeKeys: Sendable {
    /// Those that the file gave and that are left, with their names.
    private var given: [(name: String, key: JSONValue)]
    /// How many can still be made.
    private var unmade: Int
    /// How many were made.
    private var made = 0
    private let maker: Maker?
    private let hasFallbackKey: Bool

    /// The one algorithm of keys that are made.
    private static let algorithm = "signed_curve25519"

    /// Makes keys for one device.
    struct Maker: Sendable {
        let signer: UserSigningKey
        let seed: SigningSeed
    }

    /// The keys of a device as a file describes it; without a `maker`, none are made.
    init(_ description: DeviceDescription, maker: Maker?) {
        self.maker = maker
        hasFallbackKey = description.hasFallbackKey
        switch description.oneTimeKeys {
        case .made(let count):
            unmade = maker == nil ? 0 : count
            given = []
        case .given(let keys):
            unmade = 0
            // The last is the next.
            given = keys.members.map { ($0.name, $0.value) }.reversed()
        }
    }

    /// How many there are, without the fallback key.
    var count: Int { given.count + unmade }

    /// The next key of that algorithm, with its name; the fallback key once there is no other.
    mutating func claim(_ algorithm: String) -> (name: String, key: JSONValue)? {
        let prefix = Array("\(algorithm):".utf8)
        if let index = given.lastIndex(where: { $0.name.utf8.starts(with: prefix) }) {
            return given.remove(at: index)
        }
        guard algorithm.utf8.elementsEqual(Self.algorithm.utf8), let maker else { return nil }
        if unmade > 0 {
            unmade -= 1
            made += 1
            return maker.key(named: Self.name(of: made), isFallback: false)
        }
        return hasFallbackKey ? maker.key(named: "fallback", isFallback: true) : nil
    }

    /// Six characters of base64, as clients name their keys.
    private static func name(of number: Int) -> String {
        let bytes = withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).bigEndian) { Array($0) }
        return UnpaddedBase64.encode(bytes)
    }
}

extension OneTimeKeys.Maker {
    fileprivate func key(named name: String, isFallback: Bool) -> (name: String, key: JSONValue) {
        let words = ["one-time key", signer.userID.description, signer.name, name]
        let publicKey = curve25519PublicKey(of: seed.derived(for: words))
        var key: JSONObject = ["key": .string(UnpaddedBase64.encode(publicKey))]
        if isFallback { key["fallback"] = true }
        return ("signed_curve25519:\(name)", .object(signer.signing(key)))
    }
}
