import Certificates
import FoundationEssentials
import Testing

@Suite("Certificate facts")
struct CertificateFactsTests {
    @Test("Timestamps of transparency logs are counted, and the SHA-1 is told")
    func transparency() throws {
        let stamped = try CertificateFacts(pem: fixture("signed-timestamps.pem"))
        #expect(stamped.signedTimestamps == 2)
        let facts = try CertificateFacts(pem: fixture("every-field.pem"))
        #expect(facts.signedTimestamps == 0)
        #expect(facts.sha1 == "5ed6b94ec853691918fedcf912dc9ca9448c5094")
    }

    @Test("What an authority publishes is read as DER, as PEM, and as a PKCS #7 in DER or PEM")
    func published() throws {
        let pem = try fixture("ed25519-authority.pem")
        let one = try CertificateFacts(pem: pem)
        #expect(try CertificateFacts.reading(published: pem) == [one])
        #expect(try CertificateFacts.reading(published: one.der) == [one])
        let other = try CertificateFacts(pem: fixture("every-field.pem"))
        let bag = try fixture("bag-of-two.p7c")
        #expect(try CertificateFacts.reading(published: bag) == [one, other])
        let lines = Data(bag).base64EncodedString(options: .lineLength64Characters)
        let text = "-----BEGIN PKCS7-----\n\(lines)\n-----END PKCS7-----\n"
        #expect(try CertificateFacts.reading(published: Array(text.utf8)) == [one, other])
        #expect(throws: CertificateError.self) {
            try CertificateFacts.reading(published: bag + [0])
        }
        #expect(throws: CertificateError.self) {
            try CertificateFacts.reading(published: Array(bag.dropLast()))
        }
        // Signed data without certificates, as 'openssl crl2pkcs7 -nocrl' makes it of nothing.
        let empty: [UInt8] = [
            0x30, 0x23, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2, 0xA0, 0x16, 0x30, 0x14,
            2, 1, 1, 0x31, 0, 0x30, 0x0B, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1, 0x31,
            0,
        ]
        #expect(throws: CertificateError.emptyBag) {
            try CertificateFacts.reading(published: empty)
        }
    }

    @Test("Every field says what the certificate says")
    func everyField() throws {
        let facts = try CertificateFacts(pem: fixture("every-field.pem"))
        let name = #"CN=matrix.example.org,OU=Föderation,O=Müller\, Söhne & Co,C=DE"#
        #expect(facts.subject == name)
        #expect(facts.issuer == name)
        #expect(facts.commonName == "matrix.example.org")
        #expect(facts.dnsNames == ["matrix.example.org", "*.example.org"])
        #expect(facts.ipAddresses == ["198.51.100.7", "2001:db8::7"])
        #expect(facts.notBefore == Date(timeIntervalSince1970: 1_795_378_734))
        #expect(facts.notAfter == Date(timeIntervalSince1970: 2_110_738_734))
        #expect(facts.publicKey == "EC P-384")
        #expect(facts.signatureAlgorithm == "ecdsa-with-SHA384")
        #expect(!facts.isAuthority)
        #expect(facts.isSelfIssued)
        #expect(
            facts.issuerURLs
                == ["http://ca.example.org/r11.der", "http://ca2.example.org/r11.der"])
        #expect(
            facts.sha256 == "45a2d0c8399d8314beff011eec6af3ff242652e8616caacb4fa7908c0524047d")
        #expect(facts.serialNumber == "0123456789abcdef")
    }

    @Test("Names that are none are shown as they are, not cut off")
    func oddNames() throws {
        let facts = try CertificateFacts(pem: fixture("odd-names.pem"))
        #expect(facts.dnsNames == ["a.example\0.evil.x"])
        #expect(facts.ipAddresses == ["0x0102030405 (5 bytes)"])
        #expect(facts.publicKey == "RSA 2048")
        #expect(facts.signatureAlgorithm == "sha256WithRSAEncryption")
    }

    @Test("A name with a NUL inside is not taken for its beginning")
    func nulIsNoEnd() throws {
        let pem = try fixture("odd-names.pem")
        let facts = try CertificateFacts(pem: pem)
        let trust = try TrustStore(systemRoots: nil, additional: [pem])
        let errors = trust.verify([facts], for: "a.example", at: facts.notBefore)
        #expect(errors.map(\.kind) == [.wrongName])
    }

    @Test("An authority of Ed25519 is recognised")
    func authority() throws {
        let facts = try CertificateFacts(pem: fixture("ed25519-authority.pem"))
        #expect(facts.isAuthority)
        #expect(facts.publicKey == "Ed25519")
        #expect(facts.signatureAlgorithm == "ED25519")
        #expect(facts.dnsNames.isEmpty)
    }

    @Test("A subject without a common name has none")
    func noCommonName() throws {
        let facts = try CertificateFacts(pem: fixture("no-common-name.pem"))
        #expect(facts.commonName == nil)
        #expect(facts.subject == "O=No common name")
        #expect(facts.publicKey == "RSA-PSS 2048")
        #expect(facts.signatureAlgorithm == "rsassaPss")
    }

    @Test("Of two common names the inner one counts, and another curve keeps its name")
    func twoCommonNames() throws {
        let facts = try CertificateFacts(pem: fixture("two-common-names.pem"))
        #expect(facts.commonName == "inner, with a comma")
        #expect(facts.publicKey == "EC brainpoolP256r1")
        #expect(facts.notAfter == Date(timeIntervalSince1970: 4_948_978_735))
    }

    @Test("A PEM text gives its certificates in order, and other blocks are passed over")
    func several() throws {
        let issued = try anAuthority().issue(aRequest())
        let first = try fixture("every-field.pem")
        let text = Array("a remark\n".utf8) + issued.privateKey.bytes + first + issued.leafPEM
        let facts = try CertificateFacts.reading(pem: text)
        #expect(facts.map(\.commonName) == ["matrix.example.org", "example.org"])
        #expect(try facts[1].pem() == issued.leafPEM)
        #expect(try CertificateFacts(der: facts[1].der) == issued.leaf)
    }

    @Test("A PEM text without a certificate is named as that", arguments: ["", "hello\n"])
    func none(text: String) {
        #expect(throws: CertificateError.noCertificate) {
            try CertificateFacts(pem: Array(text.utf8))
        }
    }

    @Test("A broken certificate is named by its place in the text")
    func broken() throws {
        let good = try fixture("every-field.pem")
        let bad = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        let error = #expect(throws: CertificateError.self) {
            try CertificateFacts.reading(pem: good + Array(bad.utf8))
        }
        guard case .unreadable(2, let reason) = error else {
            Issue.record("found \(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test("A certificate that was cut off, or has something after it, is refused")
    func length() throws {
        let der = try CertificateFacts(pem: fixture("every-field.pem")).der
        #expect(throws: CertificateError.trailingBytes(count: 2)) {
            try CertificateFacts(der: der + [0, 0])
        }
        for count in 0..<der.count {
            #expect(throws: CertificateError.self) {
                try CertificateFacts(der: Array(der.prefix(count)))
            }
        }
    }

    @Test(
        "A changed byte makes another certificate, an error, or nothing at all, and never a crash")
    func hostile() throws {
        let der = try CertificateFacts(pem: fixture("every-field.pem")).der
        for index in der.indices {
            for mask: UInt8 in [0x01, 0xFF] {
                var changed = der
                changed[index] ^= mask
                do throws(CertificateError) {
                    let facts = try CertificateFacts(der: changed)
                    #expect(facts.der.count > 0)
                } catch {
                    #expect("\(error)" != "")
                }
            }
        }
    }
}
