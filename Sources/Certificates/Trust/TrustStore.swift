import COpenSSL

/// The certificates that are trusted to sign others: read once, shared by every connection.
///
/// A certificate that was added is trusted as it stands, even where it is an intermediate.
public final class TrustStore: Sendable {
    /// The system's roots, where they are part of it.
    public let systemRoots: SystemRoots?
    /// The PEM files that were added.
    public let files: [String]

    // The SHA-256 of each certificate that was added. Unsafe only to the compiler, which wants a `let`: it is filled by
    // init, before anybody else has the store, then never changed.
    nonisolated(unsafe) private var added: Set<String> = []
    // Unsafe only to the compiler, which knows no C: X509_STORE counts its references and locks itself, so that any
    // thread may use it.
    nonisolated(unsafe) private let store: OpaquePointer

    /// The system's roots, all read at once, and the certificates of `additional` PEM texts.
    public convenience init(
        systemRoots: Bool, additional: [[UInt8]] = []
    ) throws(TrustStoreError) {
        try self.init(
            systemRoots: systemRoots ? .system(reading: .allAtOnce) : nil, additional: additional)
    }

    /// The system's roots, the certificates of PEM `files`, and those of `additional` PEM texts.
    ///
    /// Roots of the system that are not there are no error where something else is given.
    public init(
        systemRoots: SystemRoots?, files: [String] = [], additional: [[UInt8]] = []
    ) throws(TrustStoreError) {
        guard let store = X509_STORE_new() else { preconditionFailure("no memory") }
        self.store = store
        self.systemRoots = systemRoots
        self.files = files
        X509_STORE_set_flags(store, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        for path in files { added.formUnion(try add(file: path)) }
        for (index, pem) in additional.enumerated() {
            added.formUnion(try add(pem, from: "additional certificates \(index + 1)"))
        }
        if let systemRoots {
            try add(systemRoots, mayBeMissing: !files.isEmpty || !additional.isEmpty)
        }
    }

    deinit { X509_STORE_free(store) }

    /// Lends the `X509_STORE *` of OpenSSL to `body`.
    ///
    /// Who keeps it longer takes a reference (`X509_STORE_up_ref`, or `SSL_CTX_set1_cert_store`).
    public func withStore<Success, Failure: Error>(
        _ body: (OpaquePointer) throws(Failure) -> Success
    ) throws(Failure) -> Success {
        try body(store)
    }

    private func add(_ roots: SystemRoots, mayBeMissing: Bool) throws(TrustStoreError) {
        if let file = roots.file {
            let isDefault = file == String(cString: X509_get_default_cert_file())
            if isDefault, !isReadable(file) {
                guard mayBeMissing || roots.directory != nil else {
                    throw .noSystemRoots(file: file)
                }
            } else {
                switch roots.reading {
                case .allAtOnce: _ = try add(file: file, notes: false)
                case .onDemand: try RootFileOnDemand.add(file, to: store)
                }
            }
        }
        guard let directory = roots.directory else { return }
        for part in directory.split(separator: ":").map(String.init) {
            guard isReadable(part) else {
                throw .unreadable(path: part, reason: "no such directory, or it cannot be read")
            }
        }
        ERR_clear_error()
        guard X509_STORE_load_path(store, directory) == 1 else {
            throw .unreadable(path: directory, reason: openSSLReason())
        }
    }

    /// Adds the certificates of a file, and returns their SHA-256 where `notes` asks for them.
    private func add(
        file path: String, notes: Bool = true
    ) throws(TrustStoreError) -> Set<String> {
        switch contents(of: path) {
        case .success(let pem): return try add(pem, from: path, notes: notes)
        case .failure(let problem):
            throw .unreadable(path: path, reason: problem.description)
        }
    }

    private func add(
        _ pem: [UInt8], from path: String, notes: Bool = true
    ) throws(TrustStoreError) -> Set<String> {
        var noted = Set<String>()
        do throws(CertificateError) {
            try forEachCertificate(pem: pem) {
                X509_STORE_add_cert(store, $0.pointer)
                if notes { noted.insert($0.fingerprint) }
            }
        } catch {
            throw .invalid(path: path, error)
        }
        return noted
    }

    /// The end of a chain that verifies: its last certificate, which is one of this store.
    package func anchor(_ certificate: borrowing X509Handle) -> TrustAnchor {
        TrustAnchor(
            name: certificate.commonName ?? certificate.subject,
            isAdded: added.contains(certificate.fingerprint))
    }
}
