extension Remedy {
    static let allowServers = Remedy(
        "The certificate is not for servers",
        "use a certificate for servers (extended key usage serverAuth): this one is for something "
            + "else, such as clients or mail")

    static let signWithAuthority = Remedy(
        "A certificate that is no authority signed another",
        "have the certificate signed by an authority: the one above it in the chain is none (its "
            + "basic constraints want CA:TRUE and a sufficient path length, its key usage "
            + "keyCertSign)")

    static let permitName = Remedy(
        "The authority may not issue for this name",
        "get the certificate from another authority: the name constraints of this one leave out the "
            + "name; or issue the authority's own certificate anew, with the name permitted")

    static let strengthenCertificate = Remedy(
        "A key or a signature in the chain is too weak",
        "issue the certificate anew, with a key of RSA 2048 or EC P-256 and a signature with SHA-256"
    )

    static let reissueCertificate = Remedy(
        "The chain does not verify for another reason",
        "issue the certificate anew: what openssl says of the chain is no matter of the front end's "
            + "configuration")
}
