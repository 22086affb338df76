import Certificates
import Testing

@Suite("Texts of certificate errors")
struct ErrorTextTests {
    @Test(
        "A certificate error says what was expected and what was there",
        arguments: [
            (
                CertificateError.noCertificate,
                "expected a PEM certificate ('-----BEGIN CERTIFICATE-----'), found none"
            ),
            (
                .unreadable(index: nil, reason: "too long"),
                "the certificate cannot be read: too long"
            ),
            (.unreadable(index: 2, reason: "too long"), "certificate 2 cannot be read: too long"),
            (.trailingBytes(count: 3), "3 bytes follow the certificate"),
        ])
    func certificates(error: CertificateError, text: String) {
        #expect(error.description == text)
    }

    @Test(
        "A trust store error names the file",
        arguments: [
            (TrustStoreError.unreadable(path: "/a", reason: "gone"), "/a: gone", false),
            (
                .invalid(path: "/a", .trailingBytes(count: 3)),
                "/a: 3 bytes follow the certificate",
                false
            ),
            (
                .noSystemRoots(file: "/a"),
                "the system has no trusted roots: expected /a, found no such file", true
            ),
        ])
    func trustStores(error: TrustStoreError, text: String, hasHint: Bool) {
        #expect(error.description == text)
        #expect((error.hint != nil) == hasHint)
    }

    @Test(
        "An authority's error names the file or the name",
        arguments: [
            (
                CertificateAuthorityError.endsBeforeItBegins,
                "the certificate would end before it begins"
            ),
            (.noName, "a certificate needs a name"),
            (
                .invalidName("é"),
                "'é' cannot stand in a certificate: expected an IP address or a name in ASCII"
            ),
            (.failed(action: "sign", reason: "no memory"), "cannot sign: no memory"),
            (.exists(path: "/a"), "/a: the file exists"),
            (.file(path: "/a", reason: "gone"), "/a: gone"),
            (
                .invalidCertificate(path: "/a", .trailingBytes(count: 3)),
                "/a: 3 bytes follow the certificate"
            ),
            (
                .invalidKey(path: "/a", reason: "bad"),
                "/a: expected a private key in PEM, found none that can be read: bad"
            ),
            (
                .keyMismatch(path: "/a"),
                "/a: the private key is not the one of the certificate beside it"
            ),
            (.notAnAuthority(path: "/a"), "/a: the certificate may not sign others"),
        ])
    func authorities(error: CertificateAuthorityError, text: String) {
        #expect(error.description == text)
    }
}
