import FederationCore
import MatrixJSON
import Testing

@Suite("Key documents that are served")
struct KeyAnswerTests {
    @Test("The key document lists the keys and is signed by the current one")
    func ownDocument() async throws {
        try await TestBed.run { bed in
            let response = try await bed.ask("GET", "/_matrix/key/v2/server")
            #expect(response.status == 200)
            #expect(response.mediaType == "application/json")
            let document = response.json
            #expect(document["server_name"] == "one.test")
            #expect(document["valid_until_ts"] == .integer(1_795_003_600_000))
            let key = try TestBed.key(1).publicKey
            #expect(document["verify_keys"] == ["ed25519:k1": ["key": .string(key.base64)]])
            let old = try TestBed.key(9).publicKey
            #expect(
                document["old_verify_keys"] == [
                    "ed25519:k9": [
                        "key": .string(old.base64), "expired_ts": 1_700_000_000_000,
                    ]
                ])
            #expect(verifyObject(response.body, entity: "one.test", key: key).isValid)
            #expect(!verifyObject(response.body, entity: "two.test", key: key).isValid)
        }
    }

    @Test("A notary answers for itself, and adds its signature to its neighbour's document")
    func notaryGet() async throws {
        try await TestBed.run { bed in
            let own = try await bed.ask("GET", "/_matrix/key/v2/query/one.test")
            #expect(own.documents.count == 1)
            let other = try await bed.ask("GET", "/_matrix/key/v2/query/two.test")
            let document = try #require(other.documents.first)
            for (name, number) in [("one.test", UInt8(1)), ("two.test", 2)] {
                let key = try TestBed.key(number).publicKey
                let bytes = document.canonicalBytes()
                #expect(verifyObject(bytes, entity: name, key: key).isValid)
            }
        }
    }

    @Test(
        "A notary has nothing of servers that it does not know",
        arguments: ["elsewhere.test", "ONE.test", "one.test:8448"])
    func notaryUnknown(name: String) async throws {
        try await TestBed.run { bed in
            let response = try await bed.ask("GET", "/_matrix/key/v2/query/\(name)")
            #expect(response.status == 200)
            #expect(response.json == ["server_keys": []])
        }
    }

    @Test(
        "A notary is asked for several servers at once",
        arguments: [
            (#"{"server_keys":{}}"#, []), (#"{"server_keys":{"one.test":{}}}"#, ["one.test"]),
            (
                #"{"server_keys":{"two.test":{"ed25519:x":{"minimum_valid_until_ts":1}},"e.test":{},"one.test":{}}}"#,
                ["one.test", "two.test"]
            ),
        ])
    func notaryPost(body: String, names: [String]) async throws {
        try await TestBed.run { bed in
            let response = try await bed.ask(
                "POST", "/_matrix/key/v2/query", body: Array(body.utf8))
            #expect(response.status == 200)
            let answered = response.documents.compactMap { $0["server_name"] }
            #expect(Set(answered) == Set(names.map { .string($0) }))
        }
    }

    @Test(
        "A question to the notary that is no map of servers is refused",
        arguments: [
            ("", 400, "M_NOT_JSON"), ("{", 400, "M_NOT_JSON"), ("[]", 400, "M_BAD_JSON"),
            ("{}", 400, "M_MISSING_PARAM"), (#"{"server_keys":[]}"#, 400, "M_BAD_JSON"),
            (#"{"server_keys":{"one.test":[]}}"#, 400, "M_BAD_JSON"),
        ])
    func badQuestion(body: String, status: Int, code: String) async throws {
        try await TestBed.run { bed in
            let response = try await bed.ask(
                "POST", "/_matrix/key/v2/query", body: Array(body.utf8))
            #expect(response.status == status)
            #expect(response.errorCode == code)
        }
    }
}

extension HTTPResponse {
    /// The documents of a notary's answer.
    fileprivate var documents: [JSONValue] {
        guard case .array(let documents) = json["server_keys"] else { return [] }
        return documents
    }
}
