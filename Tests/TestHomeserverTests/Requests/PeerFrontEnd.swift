import FederationCore
import MatrixJSON

/// What stands before a peer, and passes on what it gets, in its own way.
struct PeerFrontEnd: HTTPExchanging {
    let habit: Habit
    let peer: ServerName
    /// Who signs the requests, where the front end has to sign again what it takes.
    let identity: FederationIdentity
    let transport: any HTTPExchanging

    /// What it does to requests.
    enum Habit: Sendable {
        case none
        case removesAuthorization
        case decodesPath
        case encodesPath
        /// It takes signatures over requests without a destination, and no others, as peers of old do.
        case knowsNoDestination
    }

    func exchange(
        _ request: HTTPRequest, over route: HTTPRoute, limits: HTTPLimits
    ) async throws(HTTPExchangeError) -> HTTPResponse {
        var passed = request
        if request.target.hasPrefix("/_matrix/federation/") {
            switch habit {
            case .none: break
            case .removesAuthorization: passed.headers.removeAll { $0.name == "Authorization" }
            case .decodesPath: passed.target = PercentEncoding.decode(request.target)
            case .encodesPath: passed.target = Self.encoded(request.target)
            case .knowsNoDestination: sign(&passed)
            }
        }
        return try await transport.exchange(passed, over: route, limits: limits)
    }

    private static func encoded(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false)
            .map { PercentEncoding.encode(PercentEncoding.decode($0)) }.joined(separator: "/")
    }

    /// Puts a signature that the peer takes in the place of one without a destination, and one that it does
    /// not take in the place of any other.
    private func sign(_ request: inout HTTPRequest) {
        guard let index = request.headers.firstIndex(where: { $0.name == "Authorization" }),
            let header = try? XMatrixHeader(parsing: request.headers[index].value),
            let signature = try? UnpaddedBase64.decode(header.signature)
        else { return }
        var object = RequestObject(
            method: request.method, uri: request.target, origin: "\(header.origin)",
            destination: nil)
        let isTaken = identity.key.publicKey.isValid(signature, for: object.canonicalBytes)
        object.destination = isTaken ? "\(peer)" : "nobody.invalid"
        request.headers[index].value =
            XMatrixHeader(
                origin: header.origin, destination: nil, keyID: header.keyID,
                signature: identity.key.sign(object.canonicalBytes)
            ).headerValue
    }
}
