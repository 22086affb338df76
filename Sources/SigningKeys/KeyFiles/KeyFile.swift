public import FederationCore

/// The signing keys of a homeserver, as a file holds them.
///
/// The format is recognised from the bytes. There is always at least one key, and no key ID twice.
public struct KeyFile: Sendable {
    /// The format that the bytes were in.
    public let format: KeyFileFormat
    /// The keys, in the order of the file.
    public let keys: [SigningKey]
    /// What should be mended, though the keys can be used.
    public let remarks: [KeyFileRemark]

    /// More than any key file has.
    public static let byteLimit = 65_536

    /// Keys that are to be written.
    init(format: KeyFileFormat, keys: [SigningKey], remarks: [KeyFileRemark] = []) {
        self.format = format
        self.keys = keys
        self.remarks = remarks
    }

    /// Reads the bytes of a key file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - path: What the file is called in errors.
    ///   - keyID: For a format that names no key ID, the ID that the key gets; without it, the ID is
    ///     derived from the public key. For the other formats, the one key to take.
    /// - Throws: ``KeyFileError`` with the line.
    public init(
        parsing bytes: [UInt8], path: String, keyID: KeyID? = nil
    ) throws(KeyFileError) {
        guard bytes.count <= Self.byteLimit else {
            throw KeyFileError(path: path, reason: .tooLarge(limit: Self.byteLimit))
        }
        let file = try KeyFileReader(path: path, keyID: keyID).read(bytes)
        guard let keyID, file.format.carriesKeyID else {
            self = file
            return
        }
        let keys = file.keys.filter { $0.keyID == keyID }
        guard !keys.isEmpty else {
            throw KeyFileError(
                path: path, reason: .noSuchKey(keyID, found: file.keys.map(\.keyID)))
        }
        self.init(format: file.format, keys: keys, remarks: file.remarks)
    }
}
