public import FederationClient
public import FederationCore
public import Findings

/// A request to a homeserver with its answer, or without one where it was only made.
public struct ExchangeReport: Sendable {
    /// The server that it is for.
    public var server: ServerName
    /// The address that it goes to; none where none was looked for.
    public var destination: Destination?
    /// The request as it goes out.
    public var request: HTTPRequest
    /// Who signed it, and what is signed; none where it is not signed.
    public var signature: Signature?
    /// The answer; none where the request was not sent.
    public var response: HTTPResponse?
    /// What is wrong with an answer that is no refusal, and not what was asked for either; none where nothing is.
    public var flaw: String?
    /// Why the signature was refused, where that was looked for.
    public var explanation: RefusalReport?
    /// A command that sends the request without fedctl, where it was asked for.
    public var command: String?
    /// What was tried before, in order.
    public var earlierAttempts: [FederationAttempt]

    /// Who signed a request.
    public struct Signature: Sendable {
        /// The server.
        public var origin: ServerName
        /// Its key.
        public var keyID: KeyID
        /// The canonical JSON that the signature is over.
        public var signedObject: [UInt8]

        /// A signature.
        public init(origin: ServerName, keyID: KeyID, signedObject: [UInt8]) {
            self.origin = origin
            self.keyID = keyID
            self.signedObject = signedObject
        }
    }

    /// A request that went out and was answered.
    public init(server: ServerName, _ exchange: FederationExchange, signature: Signature?) {
        self.server = server
        destination = exchange.destination
        request = exchange.request
        self.signature = signature
        response = exchange.response
        earlierAttempts = exchange.earlierAttempts
    }

    /// A request that did not go out.
    public init(
        server: ServerName, to destination: Destination?, unsent request: HTTPRequest,
        signature: Signature?
    ) {
        self.server = server
        self.destination = destination
        self.request = request
        self.signature = signature
        response = nil
        earlierAttempts = []
    }

    /// The answer as a refusal; none where it went well, or there is none.
    public var refusal: MatrixError? { response.flatMap { MatrixError($0) } }

    /// Whether the server did what it was asked for; nothing was judged where nothing was sent.
    public var verdict: Verdict {
        guard response != nil else { return .skip }
        return refusal == nil && flaw == nil ? .pass : .fail
    }
}
