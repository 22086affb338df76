import Certificates
import FoundationEssentials
import Testing

@Suite("Certificate authorities")
struct CertificateAuthorityTests {
    @Test("A leaf says what the request asked for")
    func leaf() throws {
        let authority = try anAuthority()
        let issued = try authority.issue(
            CertificateRequest(
                names: ["example.org", "*.example.org", "127.0.0.1", "::1"], notBefore: monday,
                notAfter: tuesday, issuerURLs: ["http://ca.example/r11.der"]))
        #expect(issued.leaf.subject == "CN=example.org")
        #expect(issued.leaf.commonName == "example.org")
        #expect(issued.leaf.issuer == "CN=Test Root")
        #expect(issued.leaf.dnsNames == ["example.org", "*.example.org"])
        #expect(issued.leaf.ipAddresses == ["127.0.0.1", "::1"])
        #expect(issued.leaf.notBefore == monday)
        #expect(issued.leaf.notAfter == tuesday)
        #expect(issued.leaf.publicKey == "EC P-256")
        #expect(issued.leaf.signatureAlgorithm == "ecdsa-with-SHA256")
        #expect(issued.leaf.issuerURLs == ["http://ca.example/r11.der"])
        #expect(!issued.leaf.isAuthority)
        #expect(!issued.leaf.isSelfIssued)
        #expect(issued.leaf.sha256.count == 64)
        #expect(issued.leaf.serialNumber.count == 32)
        #expect(issued.intermediates.isEmpty)
        #expect(authority.certificate.isAuthority)
        #expect(authority.certificate.isSelfIssued)
    }

    @Test(
        "The kind of the key is as asked for",
        arguments: [
            (KeyKind.ecP256, "ecdsa-with-SHA256"), (.rsa2048, "sha256WithRSAEncryption"),
            (.ed25519, "ED25519"),
        ])
    func keys(kind: KeyKind, algorithm: String) throws {
        let issued = try CertificateAuthority.selfSigned(
            CertificateRequest(
                names: ["example.org"], notBefore: monday, notAfter: tuesday, key: kind))
        #expect(issued.leaf.publicKey == kind.rawValue)
        #expect(issued.leaf.signatureAlgorithm == algorithm)
        #expect(issued.leaf.isSelfIssued)
    }

    @Test("A chain goes from the leaf to the last intermediate, without the root")
    func chain() throws {
        let root = try anAuthority()
        let first = try root.intermediate(commonName: "R1", notBefore: monday, notAfter: tuesday)
        let second = try first.intermediate(commonName: "R2", notBefore: monday, notAfter: tuesday)
        let issued = try second.issue(
            CertificateRequest(names: ["example.org"], notBefore: monday, notAfter: tuesday))
        let sent = try CertificateFacts.reading(pem: issued.chainPEM)
        #expect(sent.map(\.commonName) == ["example.org", "R2", "R1"])
        #expect(sent == [issued.leaf] + issued.intermediates)
        #expect(try CertificateFacts(pem: issued.leafPEM) == issued.leaf)
    }

    @Test("A private key shows itself in no description")
    func redaction() throws {
        let issued = try anAuthority().issue(
            CertificateRequest(names: ["example.org"], notBefore: monday, notAfter: tuesday))
        var dumped = ""
        dump(issued.privateKey, to: &dumped)
        for text in ["\(issued.privateKey)", String(reflecting: issued.privateKey), dumped] {
            #expect(text.contains("redacted"))
            #expect(!text.contains("BEGIN"))
        }
        #expect(issued.privateKey.bytes.starts(with: "-----BEGIN PRIVATE KEY-----\n".utf8))
    }

    @Test("What cannot be a certificate is refused")
    func refusals() throws {
        let authority = try anAuthority()
        #expect(throws: CertificateAuthorityError.endsBeforeItBegins) {
            try authority.issue(
                CertificateRequest(names: ["example.org"], notBefore: tuesday, notAfter: monday))
        }
        #expect(throws: CertificateAuthorityError.noName) {
            try authority.issue(CertificateRequest(names: [], notBefore: monday, notAfter: tuesday))
        }
        #expect(throws: CertificateAuthorityError.invalidName("exämple.org")) {
            try authority.issue(
                CertificateRequest(
                    names: ["exämple.org"], notBefore: monday, notAfter: tuesday))
        }
    }

    @Test("A saved authority is loaded again, and its key is for its owner alone")
    func saving() throws {
        try withTemporaryDirectory { directory in
            let root = try anAuthority()
            try root.save(to: directory)
            #expect(try mode(of: "\(directory)/ca.key") == 0o600)
            let loaded = try CertificateAuthority(loadingFrom: directory)
            #expect(loaded.certificate == root.certificate)
            let trust = try TrustStore(
                systemRoots: nil, files: ["\(directory)/ca.pem"])
            let issued = try loaded.issue(
                CertificateRequest(names: ["example.org"], notBefore: monday, notAfter: tuesday))
            #expect(trust.verify([issued.leaf], at: monday) == [])
        }
    }

    @Test("A saved intermediate authority keeps its place under the root")
    func savingIntermediate() throws {
        try withTemporaryDirectory { directory in
            let root = try anAuthority()
            let first = try root.intermediate(
                commonName: "R1", notBefore: monday, notAfter: tuesday)
            try first.intermediate(commonName: "R2", notBefore: monday, notAfter: tuesday)
                .save(to: directory)
            let issued = try CertificateAuthority(loadingFrom: directory).issue(
                CertificateRequest(names: ["example.org"], notBefore: monday, notAfter: tuesday))
            #expect(issued.intermediates.map(\.commonName) == ["R2", "R1"])
            let trust = try TrustStore(systemRoots: nil, additional: [root.certificatePEM])
            #expect(trust.verify([issued.leaf] + issued.intermediates, at: monday) == [])
        }
    }

    @Test("An existing file is never written over", arguments: ["ca.pem", "ca.key"])
    func existing(name: String) throws {
        try withTemporaryDirectory { directory in
            try write("mine", to: "\(directory)/\(name)")
            #expect(throws: CertificateAuthorityError.exists(path: "\(directory)/\(name)")) {
                try anAuthority().save(to: directory)
            }
            #expect(try names(in: directory) == [name])
        }
    }

    @Test("A key that is not the certificate's is refused")
    func foreignKey() throws {
        try withTemporaryDirectory { directory in
            try withTemporaryDirectory { other in
                try anAuthority().save(to: directory)
                try anAuthority().save(to: other)
                try rename("\(other)/ca.key", over: "\(directory)/ca.key")
                #expect(
                    throws: CertificateAuthorityError.keyMismatch(path: "\(directory)/ca.key")
                ) {
                    try CertificateAuthority(loadingFrom: directory)
                }
            }
        }
    }

    @Test("A certificate that may not sign is no authority")
    func noAuthority() throws {
        try withTemporaryDirectory { directory in
            let issued = try anAuthority().issue(
                CertificateRequest(names: ["example.org"], notBefore: monday, notAfter: tuesday))
            try write(String(decoding: issued.leafPEM, as: UTF8.self), to: "\(directory)/ca.pem")
            try write(
                String(decoding: issued.privateKey.bytes, as: UTF8.self),
                to: "\(directory)/ca.key")
            #expect(
                throws: CertificateAuthorityError.notAnAuthority(path: "\(directory)/ca.pem")
            ) {
                try CertificateAuthority(loadingFrom: directory)
            }
        }
    }
}
