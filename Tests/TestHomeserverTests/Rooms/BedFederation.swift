import FederationCore
import TestHomeserver

/// Sends the requests of servers elsewhere to the homeserver of a test bed.
struct BedFederation: FederationRequesting {
    let bed: TestBed

    func send(
        _ request: FederationRequest, signedBy identity: FederationIdentity?
    ) async throws(FederationRequestError) -> FederationExchange {
        let name = request.destination
        let address = bed.running.addresses[0]
        let destination = Destination(
            address: address.address, port: address.port, tlsName: .name(name.hostText),
            hostHeader: name.description, specStep: "6")
        do {
            let signed = try request.signed(by: identity ?? bed.stranger)
            let response = try await bed.ask(
                signed.method, signed.target, host: name.description,
                headers: [HTTPHeader("Authorization", signed.authorization)], body: signed.body)
            return FederationExchange(
                destination: destination,
                request: HTTPRequest(
                    method: signed.method, target: signed.target,
                    hostHeader: name.description, body: signed.body),
                response: response)
        } catch let error as HTTPExchangeError {
            throw .noAnswer(
                name, attempts: [.init(destination: destination, error: error)])
        } catch {
            throw .noDestination(name, steps: ["\(error)"])
        }
    }
}
