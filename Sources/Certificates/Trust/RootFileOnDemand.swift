import COpenSSL
import Synchronization

/// A file of roots that is parsed when a chain asks for a root that the store does not have yet.
///
/// A bundle of all public authorities takes longer to parse than a whole check takes.
final class RootFileOnDemand: Sendable {
    private let pem: [UInt8]
    private let isParsed = Mutex(false)

    private init(_ pem: [UInt8]) {
        self.pem = pem
    }

    /// Has `store` look into the file at `path`, which has to be there and hold a certificate.
    static func add(_ path: String, to store: OpaquePointer) throws(TrustStoreError) {
        let pem: [UInt8]
        switch contents(of: path) {
        case .success(let bytes): pem = bytes
        case .failure(let problem):
            throw .unreadable(path: path, reason: problem.description)
        }
        guard pem.firstRange(of: Array("CERTIFICATE-----".utf8)) != nil else {
            throw .invalid(path: path, .noCertificate)
        }
        guard let lookup = X509_STORE_add_lookup(store, method) else {
            preconditionFailure("no memory")
        }
        X509_LOOKUP_set_method_data(
            lookup, Unmanaged.passRetained(RootFileOnDemand(pem)).toOpaque())
    }

    /// How OpenSSL asks.
    // Unsafe only to the compiler, which knows no C: made once, under the lock of a static, then never changed or freed.
    nonisolated(unsafe) private static let method: OpaquePointer = {
        guard let method = X509_LOOKUP_meth_new("root file on demand") else {
            preconditionFailure("no memory")
        }
        X509_LOOKUP_meth_set_get_by_subject(method) { lookup, kind, name, found in
            guard kind == X509_LU_X509, let lookup, let name, let found,
                let data = X509_LOOKUP_get_method_data(lookup)
            else { return 0 }
            let file = Unmanaged<RootFileOnDemand>.fromOpaque(data).takeUnretainedValue()
            return file.find(name, in: X509_LOOKUP_get_store(lookup), found) ? 1 : 0
        }
        X509_LOOKUP_meth_set_free(method) { lookup in
            guard let lookup, let data = X509_LOOKUP_get_method_data(lookup) else { return }
            Unmanaged<RootFileOnDemand>.fromOpaque(data).release()
        }
        return method
    }()

    /// Parses the file where that was not done, and shows the certificate of `name`.
    private func find(
        _ name: OpaquePointer, in store: OpaquePointer?, _ found: OpaquePointer
    ) -> Bool {
        guard let store else { return false }
        isParsed.withLock { isParsed in
            if !isParsed { parse(into: store) }
            isParsed = true
        }
        X509_STORE_lock(store)
        defer { X509_STORE_unlock(store) }
        let objects = X509_STORE_get0_objects(store)
        guard let object = X509_OBJECT_retrieve_by_subject(objects, X509_LU_X509, name),
            let certificate = X509_OBJECT_get0_X509(object),
            X509_OBJECT_set1_X509(found, certificate) == 1
        else { return false }
        // Whoever asked takes a reference of its own, as from every lookup; the store keeps the one that it has.
        X509_free(certificate)
        return true
    }

    private func parse(into store: OpaquePointer) {
        do throws(CertificateError) {
            try forEachCertificate(pem: pem) { X509_STORE_add_cert(store, $0.pointer) }
        } catch {
            // The certificates before the broken one are roots all the same.
            ERR_clear_error()
        }
    }
}
