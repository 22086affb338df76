import Certificates
import FoundationEssentials
import Testing

@Suite("Trust stores")
struct TrustStoreTests {
    @Test("A chain verifies with its root, and without the root it does not")
    func root() throws {
        let authority = try anAuthority()
        let leaf = try authority.issue(aRequest()).leaf
        let trust = try TrustStore(systemRoots: false, additional: [authority.certificatePEM])
        #expect(trust.verify([leaf], for: "example.org", at: monday) == [])
        let stranger = try TrustStore(
            systemRoots: false, additional: [anAuthority("Another").certificatePEM])
        #expect(
            Set(stranger.verify([leaf], for: "example.org", at: monday).map(\.kind))
                == [.missingIssuer])
        let nobody = try TrustStore(systemRoots: false)
        #expect(!nobody.verify([leaf], at: monday).isEmpty)
    }

    @Test("The date of the verification is the one that is given")
    func date() throws {
        let authority = try CertificateAuthority(
            commonName: "Test Root", notBefore: monday - 86_400, notAfter: tuesday + 86_400)
        let leaf = try authority.issue(aRequest()).leaf
        let trust = try TrustStore(systemRoots: false, additional: [authority.certificatePEM])
        #expect(trust.verify([leaf], at: monday) == [])
        #expect(trust.verify([leaf], at: monday - 60).map(\.kind) == [.notYetValid])
        let late = trust.verify([leaf], at: tuesday + 60)
        #expect(late.map(\.kind) == [.expired])
        #expect(late.map(\.subject) == ["CN=example.org"])
        #expect(late.map(\.description) == ["certificate has expired"])
    }

    @Test(
        "A name is compared with the names of the certificate",
        arguments: [
            ("example.org", true), ("EXAMPLE.org", true), ("a.wild.example", true),
            ("wild.example", false), ("a.b.wild.example", false), ("127.0.0.1", true),
            ("::1", true), ("127.0.0.2", false), ("Test Leaf", false), ("", false),
        ])
    func names(name: String, isRight: Bool) throws {
        let authority = try anAuthority()
        var request = aRequest(["example.org", "*.wild.example", "127.0.0.1", "::1"])
        request.commonName = "Test Leaf"
        let leaf = try authority.issue(request).leaf
        let trust = try TrustStore(systemRoots: false, additional: [authority.certificatePEM])
        let errors = trust.verify([leaf], for: name, at: monday)
        #expect(errors.map(\.kind) == (isRight ? [] : [.wrongName]))
    }

    @Test("An intermediate that was added is trusted as it stands")
    func intermediate() throws {
        let authority = try anAuthority().intermediate(
            commonName: "R1", notBefore: monday, notAfter: tuesday)
        let leaf = try authority.issue(aRequest()).leaf
        let trust = try TrustStore(systemRoots: false, additional: [authority.certificatePEM])
        #expect(trust.verify([leaf], at: monday) == [])
    }

    @Test("Nothing to verify, and facts that are no certificate, do not verify")
    func nothing() throws {
        let trust = try TrustStore(systemRoots: false)
        let invented = CertificateFacts(
            subject: "CN=a", issuer: "CN=a", notBefore: monday, notAfter: tuesday)
        #expect(trust.verify([], at: monday).map(\.kind) == [.other])
        #expect(trust.verify([invented], at: monday).map(\.kind) == [.other])
    }

    @Test("A file is read, and one that is missing or has no certificate is named")
    func files() throws {
        try withTemporaryDirectory { directory in
            let authority = try anAuthority()
            try authority.save(to: directory)
            let path = "\(directory)/ca.pem"
            let trust = try TrustStore(systemRoots: nil, files: [path])
            #expect(trust.files == [path])
            #expect(trust.verify([try authority.issue(aRequest()).leaf], at: monday) == [])

            let missing = #expect(throws: TrustStoreError.self) {
                try TrustStore(systemRoots: nil, files: [path, "\(directory)/none.pem"])
            }
            #expect(
                missing?.description == "\(directory)/none.pem: no such file or directory")
            let key = #expect(throws: TrustStoreError.self) {
                try TrustStore(systemRoots: nil, files: ["\(directory)/ca.key"])
            }
            #expect(
                key?.description
                    == "\(directory)/ca.key: expected a PEM certificate ('-----BEGIN CERTIFICATE-----'), found none"
            )
        }
    }

    @Test("A directory of hashed names is looked into when a chain asks for it")
    func directory() throws {
        try withTemporaryDirectory { directory in
            let authority = try anAuthority()
            let leaf = try authority.issue(aRequest()).leaf
            let roots = SystemRoots(file: nil, directory: directory)
            let trust = try TrustStore(systemRoots: roots)
            #expect(!trust.verify([leaf], at: monday).isEmpty)
            // The store was opened before: the file is found all the same.
            let pem = String(decoding: authority.certificatePEM, as: UTF8.self)
            try write(pem, to: "\(directory)/\(hashOfTestRoot).0")
            #expect(trust.verify([leaf], at: monday) == [])
        }
    }

    @Test("A file that is read on demand serves every chain, and names its certificates as its own")
    func fileOnDemand() throws {
        try withTemporaryDirectory { directory in
            let authority = try anAuthority()
            let leaf = try authority.issue(aRequest()).leaf
            let path = "\(directory)/roots.pem"
            let others = try (0..<3).map { try anAuthority("Other \($0)").certificatePEM }
            let pem = others.reduce(authority.certificatePEM, +)
            try write(String(decoding: pem, as: UTF8.self), to: path)
            let roots = SystemRoots(file: path, directory: nil, reading: .onDemand)
            let trust = try TrustStore(systemRoots: roots)
            // What it holds is known; what is written later is not.
            try write("", to: path)
            for _ in 0..<3 { #expect(trust.verify([leaf], at: monday) == []) }
            let stranger = try anAuthority("Stranger").issue(aRequest()).leaf
            #expect(!trust.verify([stranger], at: monday).isEmpty)
            #expect(trust.verify([leaf], for: "example.org", at: monday) == [])
            let empty = #expect(throws: TrustStoreError.self) { try TrustStore(systemRoots: roots) }
            #expect(empty?.description.contains("found none") == true)
        }
    }

    @Test("The environment's file or directory stands in place of the system's")
    func environment() {
        let system = SystemRoots.system(reading: .allAtOnce)
        #expect(system.file != nil || system.directory != nil)
        let file = SystemRoots.system(
            reading: .onDemand, environment: ["SSL_CERT_FILE": "/a.pem"])
        #expect(file == SystemRoots(file: "/a.pem", directory: nil, reading: .onDemand))
        let directory = SystemRoots.system(
            reading: .allAtOnce, environment: ["SSL_CERT_DIR": "/a:/b"])
        #expect(directory == SystemRoots(file: nil, directory: "/a:/b"))
        let empty = SystemRoots.system(
            reading: .allAtOnce, environment: ["SSL_CERT_DIR": "", "SSL_CERT_FILE": ""])
        #expect(empty == system)
    }

    @Test("A file or directory that the environment names and that is not there is an error")
    func missingRoots() throws {
        let file = #expect(throws: TrustStoreError.self) {
            try TrustStore(systemRoots: SystemRoots(file: "/nowhere/a.pem", directory: nil))
        }
        #expect(file?.description == "/nowhere/a.pem: no such file or directory")
        let directory = #expect(throws: TrustStoreError.self) {
            try TrustStore(systemRoots: SystemRoots(file: nil, directory: "/nowhere"))
        }
        #expect(directory?.description.hasPrefix("/nowhere: ") == true)
    }
}

/// What OpenSSL names the file of `CN=Test Root` (`openssl x509 -subject_hash`).
private let hashOfTestRoot = "2faabc7f"
