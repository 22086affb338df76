import Certificates
import FederationCore
import Synchronization
import TestHomeserver
import Transport

/// Carries the requests of the homeservers of a test to each other, over loopback and without TLS.
final class LoopFederation: FederationRequesting {
    private let transport: CurlTransport
    private let places = Mutex<[ServerName: ListenAddress]>([:])
    private let cut = Mutex<Set<ServerName>>([])
    private let stalled = Mutex<Set<String>>([])
    private let sent = Mutex<[FederationRequest]>([])

    init() throws {
        transport = CurlTransport(trust: try TrustStore(systemRoots: false, additional: []))
    }

    /// Where a server is.
    func set(_ name: ServerName, at place: ListenAddress) {
        places.withLock { $0[name] = place }
    }

    /// Lets nothing reach a server, or everything again.
    func setCut(_ isCut: Bool, _ name: ServerName) {
        cut.withLock { cut in
            if isCut { cut.insert(name) } else { cut.remove(name) }
        }
    }

    /// Lets no request of an operation through, or all again.
    func setStalled(_ isStalled: Bool, _ operation: String) {
        stalled.withLock { stalled in
            if isStalled { stalled.insert(operation) } else { stalled.remove(operation) }
        }
    }

    /// What was sent, in order, also what did not arrive.
    var requests: [FederationRequest] { sent.withLock { $0 } }

    /// How often an operation was asked of a server.
    func count(_ operation: String, to name: ServerName) -> Int {
        requests.count { $0.operation == operation && $0.destination == name }
    }

    /// Sends a request of any kind.
    func ask(_ request: HTTPRequest, at place: ListenAddress) async throws -> HTTPResponse {
        try await transport.exchange(
            request,
            over: HTTPRoute(
                address: place.address, port: place.port, tlsName: .name("localhost"),
                usesTLS: false), limits: HTTPLimits(timeout: .seconds(60)))
    }

    func send(
        _ request: FederationRequest, signedBy identity: FederationIdentity?
    ) async throws(FederationRequestError) -> FederationExchange {
        let name = request.destination
        sent.withLock { $0.append(request) }
        guard let place = places.withLock({ $0[name] }), !cut.withLock({ $0.contains(name) }),
            !stalled.withLock({ $0.contains(request.operation ?? "") })
        else { throw .noDestination(name, steps: ["there is no way to \(name)"]) }
        let destination = Destination(
            address: place.address, port: place.port, tlsName: .name(name.hostText),
            hostHeader: name.description, specStep: "6")
        var outgoing = HTTPRequest(
            method: request.method, target: request.target, hostHeader: name.description,
            body: request.body)
        if let identity {
            do {
                let signed = try request.signed(by: identity)
                outgoing.headers = [HTTPHeader("Authorization", signed.authorization)]
            } catch {
                throw .noDestination(name, steps: ["\(error)"])
            }
        }
        do {
            let response = try await transport.exchange(
                outgoing,
                over: HTTPRoute(
                    address: place.address, port: place.port, tlsName: .name(name.hostText),
                    usesTLS: false), limits: HTTPLimits(timeout: .seconds(60)))
            return FederationExchange(
                destination: destination, request: outgoing, response: response)
        } catch {
            throw .noAnswer(name, attempts: [.init(destination: destination, error: error)])
        }
    }
}
