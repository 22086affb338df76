import Certificates
import FederationCore
import Glibc
import TestHomeserver

/// The certificate authority of `serve` and `demo`, and the file that others are to trust.
struct ServingAuthority {
    /// The authority.
    let authority: CertificateAuthority
    /// The folder that holds `ca.pem`.
    let folder: String
    /// Whether the folder goes when the command ends.
    let isThrowAway: Bool

    /// What to give to `--ca`.
    var certificateFile: String { folder + "/ca.pem" }

    /// The authority that `folder` keeps, made there at the first start; without a folder, a
    /// throw-away one whose certificate is in a new folder for as long as the command runs.
    static func open(
        folder: String?, _ context: CommandContext
    ) throws(CommandFailure) -> ServingAuthority {
        let authority: CertificateAuthority
        do {
            if let folder {
                return ServingAuthority(
                    authority: try .kept(in: folder, now: context.time.now), folder: folder,
                    isThrowAway: false)
            }
            authority = try .throwAway(now: context.time.now)
        } catch {
            throw .badInput("\(error)")
        }
        return try throwAway(authority, below: context.environment["TMPDIR"] ?? "/tmp")
    }

    /// Removes the folder of a throw-away authority.
    func close() {
        guard isThrowAway else { return }
        unlink(certificateFile)
        rmdir(folder)
    }

    private static func throwAway(
        _ authority: CertificateAuthority, below parent: String
    ) throws(CommandFailure) -> ServingAuthority {
        var template = Array("\(parent)/fedctl-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw InputReader.failure(parent, errno) }
        let bytes = template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let folder = String(decoding: bytes, as: UTF8.self)
        // The key of a throw-away authority is of no use to anybody: only the certificate is written.
        try OutputFile(path: folder + "/ca.pem").replace(with: authority.certificatePEM)
        return ServingAuthority(authority: authority, folder: folder, isThrowAway: true)
    }
}
