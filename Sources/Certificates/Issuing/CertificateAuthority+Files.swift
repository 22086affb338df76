import COpenSSL
import Glibc

extension CertificateAuthority {
    /// Writes `ca.pem` and `ca.key` (mode 0600) to `directory`, over no existing file.
    ///
    /// An authority that is not a root has the certificates above it in `ca.pem`, after its own.
    public func save(to directory: String) throws(CertificateAuthorityError) {
        var pem = certificatePEM
        for above in path.dropFirst() {
            do throws(CertificateError) {
                pem += try above.pem()
            } catch {
                throw .failed(action: "write \(above.subject)", reason: "\(error)")
            }
        }
        let certificatePath = "\(directory)/ca.pem"
        let keyPath = "\(directory)/ca.key"
        // Both are looked for first, so that no key is left alone where a certificate is in the way.
        for path in [certificatePath, keyPath] where access(path, F_OK) == 0 {
            throw .exists(path: path)
        }
        try write(key.pem.bytes, to: keyPath, mode: 0o600)
        try write(pem, to: certificatePath, mode: 0o644)
    }

    /// Reads the authority that ``save(to:)`` wrote.
    public init(loadingFrom directory: String) throws(CertificateAuthorityError) {
        let certificatePath = "\(directory)/ca.pem"
        let keyPath = "\(directory)/ca.key"
        let key = try PrivateKeyHandle.reading(
            pem: try Self.read(keyPath), path: keyPath)
        let pem = try Self.read(certificatePath)
        let handle: X509Handle
        let chain: [CertificateFacts]
        do throws(CertificateError) {
            chain = try CertificateFacts.reading(pem: pem)
            handle = try X509Handle.reading(der: chain[0].der)
        } catch {
            throw .invalidCertificate(path: certificatePath, error)
        }
        guard chain[0].isAuthority else { throw .notAnAuthority(path: certificatePath) }
        guard X509_check_private_key(handle.pointer, key.pointer) == 1 else {
            ERR_clear_error()
            throw .keyMismatch(path: keyPath)
        }
        self.init(
            handle, key: key, under: chain[0].isSelfIssued ? nil : Array(chain.dropFirst()))
    }

    private static func read(_ path: String) throws(CertificateAuthorityError) -> [UInt8] {
        switch contents(of: path) {
        case .success(let bytes): return bytes
        case .failure(let problem): throw .file(path: path, reason: problem.description)
        }
    }

    private func write(
        _ bytes: [UInt8], to path: String, mode: mode_t
    ) throws(CertificateAuthorityError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .exists(path: path) }
            throw .file(path: path, reason: FileProblem(number: errno).description)
        }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { source in
                Glibc.write(
                    descriptor, source.baseAddress?.advanced(by: written), source.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw .file(path: path, reason: FileProblem(number: errno).description)
            }
            written += count
        }
    }
}
