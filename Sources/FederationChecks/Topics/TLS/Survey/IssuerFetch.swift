public import Certificates

/// The certificates that a server did not send, fetched from where those below them say.
public struct IssuerFetch: Sendable {
    /// What was asked for, in order, from the leaf upwards; nothing where no certificate says where.
    public var steps: [Step] = []
    /// The errors of the chain with what was fetched.
    public var errors: [CertificateVerificationError] = []

    /// One certificate that was asked for.
    public struct Step: Sendable {
        /// Where.
        public var url: String
        /// The certificate, or why there is none.
        public var outcome: Result<CertificateFacts, IssuerFetchError>
    }

    /// Nothing was fetched so far.
    public init() {}

    /// What was fetched.
    public var certificates: [CertificateFacts] { steps.compactMap { try? $0.outcome.get() } }

    /// Whether the chain leads to a trusted root with what was fetched.
    public var completes: Bool {
        !certificates.isEmpty && !errors.contains(where: \.concernsPath)
    }
}
