public import Certificates
public import FoundationEssentials
import Glibc

extension CertificateAuthority {
    /// For how long an authority that is made here is valid.
    private static let lifetime: TimeInterval = 10 * 365 * 24 * 60 * 60

    /// A new authority, for as long as the process lives.
    ///
    /// - Throws: ``CertificateAuthorityError`` where none can be made.
    public static func throwAway(now: Date) throws(CertificateAuthorityError) -> Self {
        try CertificateAuthority(
            commonName: "fedctl throw-away CA", notBefore: now.addingTimeInterval(-24 * 60 * 60),
            notAfter: now.addingTimeInterval(lifetime))
    }

    /// The authority that is kept in `directory`; at the first time it is made, and the directory too.
    ///
    /// `ca.pem` is what clients are told to trust; `ca.key` can be read by its owner alone. Where one
    /// of the two is there without the other, nothing is made.
    ///
    /// - Throws: ``CertificateAuthorityError`` where the files cannot be read, written or used.
    public static func kept(
        in directory: String, now: Date
    ) throws(CertificateAuthorityError) -> Self {
        let isThere = { (name: String) in access("\(directory)/\(name)", F_OK) == 0 }
        if isThere("ca.pem") || isThere("ca.key") {
            return try CertificateAuthority(loadingFrom: directory)
        }
        // Where the directory cannot be made, writing into it says why.
        mkdir(directory, 0o700)
        let authority = try throwAway(now: now)
        try authority.save(to: directory)
        return authority
    }
}
