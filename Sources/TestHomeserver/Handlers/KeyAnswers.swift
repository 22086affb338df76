import FederationCore
import MatrixJSON
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
        let key = server.signingKey.publicKey
        let validity = server.keyValidity / .milliseconds(1)
        let old = server.oldVerifyKeys.map { old in
            (
                old.key.keyID.description,
                [
                    "key": .string(old.key.base64), "expired_ts": .integer(old.expiredAt),
                ] as JSONValue
            )
        }
        var document: JSONObject = [
            "server_name": .string(server.name.description),
            "verify_keys": .object([key.keyID.description: ["key": .string(key.base64)]]),
            "old_verify_keys": .object(JSONObject(old)),
            "valid_until_ts": .integer(call.now + Int64(validity)),
        ]
        let unsigned = document.canonicalBytes()
        var signatures = JSONObject()
        for signer in server.name == call.server.name ? [server] : [server, call.server] {
            let signature = UnpaddedBase64.encode(signer.signingKey.sign(unsigned))
            signatures[signer.name.description] = .object([
                signer.signingKey.keyID.description: .string(signature)
            ])
        }
        document["signatures"] = .object(signatures)
        return document.canonicalBytes()
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
