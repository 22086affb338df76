public import FederationCore
internal import Glibc

extension KeyFile {
    /// Reads a key file.
    ///
    /// A file that others may read is read all the same, and a remark says so.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - keyID: As in ``init(parsing:path:keyID:)``.
    /// - Throws: ``KeyFileError``.
    public init(contentsOf path: String, keyID: KeyID? = nil) throws(KeyFileError) {
        let (bytes, mode) = try Self.read(path)
        let file = try KeyFile(parsing: bytes, path: path, keyID: keyID)
        guard mode & 0o077 != 0 else {
            self = file
            return
        }
        let remark = KeyFileRemark.readableByOthers(path: path, mode: "0" + String(mode, radix: 8))
        self.init(format: file.format, keys: file.keys, remarks: [remark] + file.remarks)
    }

    /// Writes `keys` to a new file that only its owner can read (mode 0600).
    ///
    /// - Throws: ``KeyFileError`` with the reason `exists` where anything of that name is there.
    public static func write(
        _ keys: [SigningKey], in format: KeyFileFormat, to path: String
    ) throws(KeyFileError) {
        try create(path, holding: bytes(of: keys, in: format, path: path))
    }

    private static func read(_ path: String) throws(KeyFileError) -> ([UInt8], mode: UInt32) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .init(path: path, reason: .unreadable(systemWords())) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .init(path: path, reason: .unreadable(systemWords()))
        }
        // One byte more than the limit tells a file that is too large.
        var bytes = [UInt8](repeating: 0, count: byteLimit + 1)
        var count = 0
        while count < bytes.count {
            let added = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count)
            }
            if added < 0, errno == EINTR { continue }
            guard added >= 0 else { throw .init(path: path, reason: .unreadable(systemWords())) }
            if added == 0 { break }
            count += added
        }
        let isRegular = status.st_mode & S_IFMT == S_IFREG
        return (Array(bytes.prefix(count)), isRegular ? status.st_mode & 0o777 : 0)
    }

    private static func create(_ path: String, holding bytes: [UInt8]) throws(KeyFileError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .init(
                path: path, reason: errno == EEXIST ? .exists : .unwritable(systemWords()))
        }
        let problem = fill(descriptor, with: bytes)
        let isClosed = close(descriptor) == 0
        if let words = problem ?? (isClosed ? nil : systemWords()) {
            // The file is ours and not whole: half a key helps nobody.
            unlink(path)
            throw .init(path: path, reason: .unwritable(words))
        }
    }

    /// Writes everything and waits for the disk; the words of the system where that fails.
    private static func fill(_ descriptor: Int32, with bytes: [UInt8]) -> String? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written >= 0 else { return systemWords() }
            rest = rest.dropFirst(written)
        }
        return fsync(descriptor) == 0 || errno == EINVAL ? nil : systemWords()
    }

    private static func systemWords() -> String {
        let number = errno
        guard let words = strerror(number) else { return "error \(number)" }
        return String(cString: words)
    }
}
