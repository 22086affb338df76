import FederationClient
import FederationCore
import Rendering
import ServerDiscovery

extension ExchangeReport {
    /// A request as it would go out: where to is found out, and it is signed, but not sent.
    ///
    /// - Throws: ``CommandFailure`` where nobody is found, or it cannot be signed.
    init(
        unsent request: FederationRequest, signedBy signer: FederationIdentity?,
        by client: FederationClient
    ) async throws(CommandFailure) {
        guard let destination = await client.discover(request).destinations.first else {
            throw CommandFailure(requestError: .noDestination(request.destination, steps: []))
        }
        do {
            self.init(
                server: request.destination, to: destination,
                unsent: try client.prepare(request, for: destination, signedBy: signer),
                signature: try Signature(of: request, by: signer))
        } catch let error as FederationRequestError {
            throw CommandFailure(requestError: error)
        } catch let error as CommandFailure {
            throw error
        } catch {
            throw .badInput("\(error)")
        }
    }
}

extension ExchangeReport.Signature {
    /// Who signs a request, and what is signed; nil where nobody does.
    init?(of request: FederationRequest, by signer: FederationIdentity?) throws(CommandFailure) {
        guard let signer else { return nil }
        do {
            self.init(
                origin: signer.serverName, keyID: signer.key.keyID,
                signedObject: try request.signed(by: signer).signedObject)
        } catch {
            throw CommandFailure(requestError: .cannotSign(error))
        }
    }
}
