public import FederationCore

/// Something about a key file that does no harm today and should be mended.
public enum KeyFileRemark: Sendable, Hashable, CustomStringConvertible {
    /// Others than the owner may read the secret; the mode in octal.
    case readableByOthers(path: String, mode: String)
    /// Synapse itself reads no file with blank lines or comments.
    case synapseRefusesLine(path: String, line: Int)
    /// The file names no key ID, so it was made from the public key.
    case derivedKeyID(path: String, keyID: KeyID)

    /// The remark in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .readableByOthers(let path, let mode):
            "\(path): the key can be read by others (mode \(mode))"
        case .synapseRefusesLine(let path, let line):
            "\(path):\(line): Synapse reads no key file with blank lines or comments"
        case .derivedKeyID(let path, let keyID):
            "\(path): the file names no key ID; \(keyID) is made from the public key"
        }
    }

    /// What the reader can do about it.
    public var hint: String {
        switch self {
        case .readableByOthers(let path, _): "chmod 600 \(path)"
        case .synapseRefusesLine(let path, let line): "remove line \(line) of \(path)"
        case .derivedKeyID: "give the key ID that peers know with --key-id"
        }
    }
}
