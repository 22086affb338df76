/// Why a request to a homeserver has no answer.
public enum FederationRequestError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Discovery found no address; each step says what it tried and how that ended.
    case noDestination(ServerName, steps: [String])
    /// No address answered; each attempt says why.
    case noAnswer(ServerName, attempts: [Attempt])
    /// The operation is signed, and there is no identity to sign with.
    case noIdentity(operation: String)
    /// The request cannot be signed.
    case cannotSign(RequestSigningError)

    /// One address that was tried.
    public struct Attempt: Sendable, Hashable, CustomStringConvertible {
        /// The address.
        public var destination: Destination
        /// Why it gave no answer.
        public var error: HTTPExchangeError

        /// An attempt.
        public init(destination: Destination, error: HTTPExchangeError) {
            self.destination = destination
            self.error = error
        }

        /// Address and reason, such as `198.51.100.7:443: connection refused`; the address once.
        public var description: String {
            error.reason.contains(destination.description)
                ? error.reason : "\(destination): \(error)"
        }
    }

    /// The error in words, as it follows `fedctl: `, without the steps of discovery.
    public var description: String {
        switch self {
        case .noDestination(let server, _): "\(server): no address found"
        case .noAnswer(let server, let attempts):
            attempts.isEmpty
                ? "\(server): no answer"
                : "\(server): no answer: "
                    + attempts.map(\.description).joined(separator: "; ")
        case .noIdentity(let operation):
            "the operation '\(operation)' is signed, and there is no key to sign it with"
        case .cannotSign(let error): error.description
        }
    }

    /// What can be done about it.
    public var hint: String? {
        switch self {
        case .noDestination, .cannotSign: nil
        case .noAnswer(let server, let attempts):
            if attempts.contains(where: { $0.error.phase == .certificate }) {
                "'fedctl tls \(server)' shows what is wrong; --ca FILE adds an authority, --insecure "
                    + "does without"
            } else if attempts.contains(where: { $0.error.phase == .tooLarge }) {
                "'fedctl query' and 'fedctl request' take more with --max-body BYTES"
            } else {
                nil
            }
        case .noIdentity:
            """
            give --as NAME and --key FILE, or --synapse-config FILE, or --identity NAME
            without a key: --as NAME --serve-key ADDRESS:PORT makes one and serves it meanwhile
            """
        }
    }
}
