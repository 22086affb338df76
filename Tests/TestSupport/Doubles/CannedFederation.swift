public import FederationCore
import Synchronization

/// A double of the federation client that answers from a closure, and keeps a journal of what was
/// asked.
public final class CannedFederation: FederationRequesting {
    private let answer: Answering
    private let requests = Mutex<[FederationRequest]>([])

    /// What answers a request.
    public typealias Answering =
        @Sendable (FederationRequest) async throws(FederationRequestError) -> HTTPResponse

    /// Answers with what `answer` gives.
    public init(_ answer: @escaping Answering) {
        self.answer = answer
    }

    /// What was asked, in order.
    public var journal: [FederationRequest] { requests.withLock { $0 } }

    /// Answers, as from a documentation address.
    public func send(
        _ request: FederationRequest, signedBy identity: FederationIdentity?
    ) async throws(FederationRequestError) -> FederationExchange {
        requests.withLock { $0.append(request) }
        let response = try await answer(request)
        let host = request.destination.description
        return FederationExchange(
            destination: Destination(
                address: IPAddress(198, 51, 100, 7), port: 8448,
                tlsName: .name(request.destination.hostText), hostHeader: host, specStep: "6"),
            request: HTTPRequest(
                method: request.method, target: request.target, hostHeader: host,
                body: request.body),
            response: response)
    }
}
