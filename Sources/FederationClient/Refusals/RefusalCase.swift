import FederationCore
import FoundationEssentials
import MatrixJSON
import ServerDiscovery
import SigningKeys

/// A refusal, and the means to find out why.
struct RefusalCase: Sendable {
    let client: FederationClient
    let request: FederationRequest
    let identity: FederationIdentity
    let refused: FederationExchange
    /// Who came for the own keys; none where they are not served here.
    let visits: ServedKeyVisits?
    /// When the refusal came.
    let arrival: Date
    /// What peers get that ask for the own keys.
    let ownKeys: PublishedOwnKeys

    init(
        _ client: FederationClient, _ request: FederationRequest, _ identity: FederationIdentity,
        _ refused: FederationExchange, _ visits: ServedKeyVisits?
    ) async {
        arrival = client.environment.time.now
        self.client = client
        self.request = request
        self.identity = identity
        self.refused = refused
        self.visits = visits
        ownKeys = await Self.published(identity.serverName, visits?.client ?? client)
    }

    var keyID: KeyID { identity.key.keyID }

    /// What the own server publishes under the ID of the own key.
    var publishedKey: VerifyKey? {
        guard case .document(let report) = ownKeys else { return nil }
        return report.verified?.value.verifyKeys.first { $0.keyID == keyID }
    }

    /// Why the request may not be sent again; none where it only reads.
    var reasonNotToRepeat: String? {
        let row = request.operation.flatMap(Endpoint.named)
        return request.method == "GET" || row?.effect == .reads
            ? nil : "the request is not sent again, since it may change something"
    }

    private static func published(
        _ name: ServerName, _ client: FederationClient
    ) async -> PublishedOwnKeys {
        do {
            guard let endpoint = Endpoint.named("server-keys") else {
                return .unreachable("the table of endpoints has no row 'server-keys'")
            }
            let exchange = try await client.send(
                FederationRequest(endpoint, to: name), signedBy: nil)
            guard exchange.response.status == 200 else {
                return .refused(status: exchange.response.status)
            }
            return .document(
                KeyDocumentReport(
                    judging: exchange.response.body, of: name, now: client.environment.time.now))
        } catch {
            return .unreachable("\(error)")
        }
    }

    /// The name that the peer gives itself in its key document.
    func ownNameOfPeer() async -> Result<String, RefusalReason> {
        do {
            guard let endpoint = Endpoint.named("server-keys") else {
                return .failure(.init("the table of endpoints has no row 'server-keys'"))
            }
            let exchange = try await client.send(
                FederationRequest(endpoint, to: request.destination), signedBy: nil)
            guard exchange.response.status == 200 else {
                return .failure(
                    .init("asked for its keys, the peer answers \(exchange.response.status)"))
            }
            let answer = try JSONDocument(parsing: exchange.response.body, numbers: .preserving)
            guard let name = answer.root["server_name"]?.string else {
                return .failure(.init("the key document of the peer has no 'server_name'"))
            }
            return .success(name)
        } catch {
            return .failure(.init("\(error)"))
        }
    }

    /// What the peer hands out as the key of the own server under the ID of the own key.
    func keyKnownToPeer() async -> RefusalKnownKey {
        do {
            guard let endpoint = Endpoint.named("notary-keys") else {
                return .untold("the table of endpoints has no row 'notary-keys'")
            }
            let exchange = try await client.send(
                FederationRequest(
                    endpoint, to: request.destination,
                    parameters: [RequestParameter("serverName", "\(identity.serverName)")]),
                signedBy: nil)
            guard exchange.response.status == 200 else {
                return .untold(
                    "asked as a notary, \(request.destination) answers \(exchange.response.status)")
            }
            let answer = try JSONDocument(parsing: exchange.response.body, numbers: .preserving)
            for document in answer.root["server_keys"]?.elements ?? [] {
                let key = document["verify_keys"]?["\(keyID)"]?["key"]?.string
                if let key { return .key(key) }
            }
            return .none
        } catch {
            return .untold("\(error)")
        }
    }

    /// What the signature of the request is over.
    ///
    /// - Throws: `JSONSyntaxError` where the body is no JSON.
    func signedObject() throws(JSONSyntaxError) -> RequestObject {
        try RequestObject(
            method: request.method, target: request.target, body: request.body,
            origin: identity.serverName, destination: request.destination,
            numbers: request.numbers)
    }

    /// Sends the request again with a signature over `object`, whose destination goes into the header too.
    func answer(signing object: RequestObject) async -> CraftedObservation {
        // What is no server name goes into no header.
        let destination = object.destination.flatMap { try? ServerName(parsing: $0) }
        let header = XMatrixHeader(
            origin: identity.serverName, destination: destination, keyID: keyID,
            signature: identity.key.sign(object.canonicalBytes))
        return await answer(authorization: header.headerValue)
    }

    /// Sends the request again with this header, or without any.
    func answer(authorization: String?) async -> CraftedObservation {
        var headers = [HTTPHeader("Accept", "application/json")]
        if let authorization { headers.append(HTTPHeader("Authorization", authorization)) }
        let crafted = CraftedRequest(
            method: request.method, target: request.target, headers: headers, body: request.body,
            bytesPerSecond: nil, signedObject: [], transaction: nil)
        return await client.observe(crafted, at: refused.destination)
    }
}
