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

    /// What was sent, in order, also what did not arrive.
    var requests: [FederationRequest] { sent.withLock { $0 } }

    /// How often an operation was asked of a server.
    func count(_ operation: String, to name: ServerName) -> Int {
        requests.count { $0.operation == operation && $0.destination == name }
    }

    func send(
        _ request: FederationRequest, signedBy identity: FederationIdentity?
    ) async throws(FederationRequestError) -> FederationExchange {
        let name = request.destination
        sent.withLock { $0.append(request) }
        guard let place = places.withLock({ $0[name] }), !cut.withLock({ $0.contains(name) })
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
