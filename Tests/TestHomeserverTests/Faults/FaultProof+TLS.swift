import Certificates
import FederationCore
import TLSInspection
import TestHomeserver
import Testing

extension FaultProof {
    static let tls: [FaultProof] = [
        certificateProof("tls-expired") { $0.contains(.expired) },
        certificateProof("tls-not-yet-valid") { $0.contains(.notYetValid) },
        certificateProof("tls-wrong-name", .text("two.invalid")) { $0.contains(.wrongName) },
        certificateProof("tls-self-signed") { $0.contains(.selfSignedLeaf) },
        certificateProof("tls-missing-intermediate") { $0.contains(.missingIssuer) },
        versionProof("tls-only-1-0", .tls10),
        versionProof("tls-only-1-1", .tls11),
        versionProof("tls-only-1-2", .tls12),
        versionProof("tls-only-1-3", .tls13),
        FaultProof("tls-plain-text", at: nil) { bed in
            let error = try await bed.failure()
            #expect(error?.phase == .tls)
            let result = await bed.raw()
            #expect(result.statuses == ["200"])
        },
        FaultProof("tls-stall", at: nil) { bed in
            let error = try await bed.failure(timeout: .milliseconds(600))
            #expect(error?.phase == .timeout)
        },
        FaultProof("tls-reset", at: nil) { bed in
            let error = try await bed.failure()
            #expect(error?.reason.lowercased().contains("reset") == true)
        },
    ]

    /// A proof that looks at what is wrong with the certificate.
    static func certificateProof(
        _ id: String, _ value: FaultValue? = nil,
        struck: @escaping @Sendable ([CertificateVerificationError.Kind]) -> Bool
    ) -> FaultProof {
        FaultProof(id, value, at: nil) { bed in
            let error = try await bed.failure()
            #expect(error?.phase == .certificate)
            let probe = try await bed.probe()
            #expect(struck(probe.verificationErrors.map(\.kind)))
        }
    }

    /// A proof that looks at which versions are spoken.
    static func versionProof(_ id: String, _ version: TLSVersion) -> FaultProof {
        FaultProof(id, at: nil) { bed in
            for other in [TLSVersion.tls10, .tls11, .tls12, .tls13] {
                do {
                    _ = try await bed.probe(onlyVersion: other)
                    #expect(other == version)
                } catch let error as TLSProbeError {
                    #expect(other != version, "\(other): \(error)")
                }
            }
        }
    }
}

extension FaultBed {
    /// A handshake with `one.test`.
    func probe(onlyVersion version: TLSVersion? = nil) async throws -> TLSProbeResult {
        var request = TLSProbeRequest(
            address: running.addresses[0].address, port: running.port,
            name: .name("one.test"), onlyVersion: version, timeout: .seconds(5))
        request.offersWeakAlgorithms = version != nil
        let trust = try TrustStore(
            systemRoots: false, additional: [authority.certificatePEM])
        return try await TLSInspector(trust: trust).probe(request)
    }
}
