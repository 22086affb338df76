import FederationCore
import MatrixJSON

extension ControlOperation {
    /// What the process is.
    static let servers: [ControlOperation] = [
        .get(
            "operations", "lists what can be asked here", ofProcess: true,
            answer: "operations, each with name, method, path, words, parameters and answer"
        ) { _ in
            ["operations": .array(all.map(\.json))]
        },
        .get(
            "servers", "lists the names of the process", ofProcess: true,
            answer: "listening, and servers, each with server_name, key_id, public_key and users"
        ) { call in
            [
                "listening": .array(call.home.addresses.map { .string($0.description) }),
                "servers": .array(call.home.states.map(\.json)),
            ]
        },
        .post(
            "shutdown", "ends the process, as a signal does", ofProcess: true,
            answer: "nothing; it comes before the end"
        ) { call in
            call.home.end.wish()
            return [:]
        },
    ]

    /// The row for machines.
    var json: JSONValue {
        [
            "name": .string(name), "method": .string(method.rawValue), "path": .string(path),
            "words": .string(words), "answer": .string(answer),
            "parameters": .array(
                parameters.map {
                    [
                        "name": .string($0.name), "kind": .string($0.kind.description),
                        "required": .boolean($0.isRequired), "words": .string($0.words),
                    ]
                }),
        ]
    }
}

extension ServerState {
    /// Name, key and users, for machines.
    fileprivate var json: JSONValue {
        let key = server.signingKey.publicKey
        return [
            "server_name": .string(server.name.description),
            "key_id": .string(key.keyID.description), "public_key": .string(key.base64),
            "users": .array(users.all.map { .string($0.userID.description) }),
        ]
    }
}
