import Certificates
import FoundationEssentials

/// 2026-11-23 00:00:00 UTC, the first moment of the certificates of these tests.
let monday = Date(timeIntervalSince1970: 1_795_392_000)
/// A day later, the last moment.
let tuesday = monday.addingTimeInterval(86_400)

/// A root that is valid from Monday to Tuesday.
func anAuthority(_ commonName: String = "Test Root") throws -> CertificateAuthority {
    try CertificateAuthority(commonName: commonName, notBefore: monday, notAfter: tuesday)
}

/// A certificate for example.org that is valid from Monday to Tuesday.
func aRequest(_ names: [String] = ["example.org"]) -> CertificateRequest {
    CertificateRequest(names: names, notBefore: monday, notAfter: tuesday)
}
