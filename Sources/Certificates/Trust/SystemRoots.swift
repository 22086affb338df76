import COpenSSL

/// Where the roots that the system trusts are, and how they are read.
public struct SystemRoots: Sendable, Hashable {
    /// The file with all of them in PEM.
    public var file: String?
    /// The directory with a file each, named by hash; several are parted by colons.
    public var directory: String?
    /// When they are read.
    public var reading: Reading

    /// When the roots are read.
    public enum Reading: Sendable, Hashable {
        /// All of them at once: right where many connections follow.
        case allAtOnce
        /// When a chain asks for one that is not there yet: costs nothing to open, right for a single check.
        case onDemand
    }

    /// Roots in a file, in a directory, or in both.
    public init(file: String?, directory: String?, reading: Reading = .allAtOnce) {
        self.file = file
        self.directory = directory
        self.reading = reading
    }

    /// The roots of the system.
    ///
    /// Where `environment` has `SSL_CERT_FILE` or `SSL_CERT_DIR`, only what they name is used. Otherwise it is
    /// OpenSSL's own file or directory, which hold the same: the directory where `reading` says
    /// ``Reading/onDemand`` and there are roots in it, else the file.
    public static func system(
        reading: Reading, environment: [String: String] = [:]
    ) -> SystemRoots {
        let named = SystemRoots(
            file: environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 },
            directory: environment["SSL_CERT_DIR"].flatMap { $0.isEmpty ? nil : $0 },
            reading: reading)
        if named.file != nil || named.directory != nil { return named }
        let file = String(cString: X509_get_default_cert_file())
        let directory = String(cString: X509_get_default_cert_dir())
        let hasDirectory = holdsHashedNames(directory)
        if hasDirectory, reading == .onDemand || !isReadable(file) {
            return SystemRoots(file: nil, directory: directory, reading: reading)
        }
        return SystemRoots(file: file, directory: nil, reading: reading)
    }
}
