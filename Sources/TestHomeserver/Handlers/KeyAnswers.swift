import FederationCore
import SigningKeys

/// Makes the key documents that a server hands out: its own, and with its signature added those of
/// the other servers of the process.
struct KeyAnswers {
    private let call: EndpointCall

    init(_ call: EndpointCall) {
        self.call = call
    }

    /// The key document of `server`, signed by itself and by the server that is asked.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#publishing-keys>
    func document(of server: VirtualServer) throws(Refusal) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = try server.keyDocument(now: call.now)
        } catch {
            throw Self.unsignable(error)
        }
        guard server.name != call.server.name else { return bytes }
        let notary = call.server
        do {
            return try signObject(bytes, as: notary.name.description, with: notary.signingKey)
        } catch {
            throw Self.unsignable(error)
        }
    }

    private static func unsignable(_ error: some CustomStringConvertible) -> Refusal {
        Refusal(500, "M_UNKNOWN", "\(error)")
    }

    /// The documents of those of `names` that this process serves; nobody else is asked.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#querying-keys-through-another-server>
    func notarized(_ names: [String]) throws(Refusal) -> Answer {
        var documents: [[UInt8]] = []
        for name in names {
            // What is no server name has no keys either.
            guard let name = try? ServerName(parsing: name),
                let server = call.directory.server(named: name)
            else { continue }
            documents.append(try document(of: server))
        }
        let list = documents.joined(separator: [UInt8(ascii: ",")])
        return Answer(status: 200, body: Array(#"{"server_keys":["#.utf8) + list + Array("]}".utf8))
    }
}
