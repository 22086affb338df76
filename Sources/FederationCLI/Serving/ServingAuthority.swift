import Certificates
import FoundationEssentials
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
    static func open(folder: String?, now: Date) throws(CommandFailure) -> ServingAuthority {
        do throws(CertificateAuthorityError) {
            if let folder {
                return ServingAuthority(
                    authority: try .kept(in: folder, now: now), folder: folder, isThrowAway: false)
            }
            return try throwAway(try .throwAway(now: now))
        } catch {
            throw .badInput("\(error)")
        }
    }

    /// Removes the folder of a throw-away authority.
    func close() {
        guard isThrowAway else { return }
        unlink(certificateFile)
        rmdir(folder)
    }

    private static func throwAway(
        _ authority: CertificateAuthority
    ) throws(CertificateAuthorityError) -> ServingAuthority {
        var template = Array("/tmp/fedctl-XXXXXX".utf8CString)
        // Where no folder can be made, saving into it says why.
        _ = mkdtemp(&template)
        let bytes = template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let folder = String(decoding: bytes, as: UTF8.self)
        try authority.save(to: folder)
        // The key of a throw-away authority is of no use to anybody.
        unlink(folder + "/ca.key")
        return ServingAuthority(authority: authority, folder: folder, isThrowAway: true)
    }
}
