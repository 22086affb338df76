import FederationCore
import MatrixJSON
import Testing

@Suite("Signing of objects")
struct ObjectSigningTests {
    private func sign(_ json: String, numbers: NumberReading = .normalizing) throws -> String {
        let signed = try signObject(
            Array(json.utf8), as: "domain", with: SpecKey.signingKey(), numbers: numbers)
        return String(decoding: signed, as: UTF8.self)
    }

    @Test("The specification's objects get the specification's signatures")
    func vectors() throws {
        let vectors = try Fixture.json("signing/objects.json").elements
        #expect(vectors.count == 2)
        for vector in vectors {
            let object = try #require(vector["object"])
            let expected = try #require(vector["signed"]?.string)
            #expect(try sign(String(decoding: object.rawBytes, as: UTF8.self)) == expected)
            let key = try SpecKey.signingKey().publicKey
            #expect(verifyObject(Array(expected.utf8), entity: "domain", key: key) == .valid)
        }
    }

    @Test("The specification's public key is the one of its seed")
    func publicKey() throws {
        #expect(try SpecKey.signingKey().publicKey.base64 == SpecKey.publicKey())
    }

    @Test("The specification's first event verifies as an object")
    func event() throws {
        let key = try SpecKey.signingKey().publicKey
        for vector in try Fixture.json("signing/event-signatures.json").elements {
            let event = try #require(vector["event"]?.string)
            #expect(verifyObject(Array(event.utf8), entity: "domain", key: key) == .valid)
            let changed = event.replacing("\"depth\":3", with: "\"depth\":4")
            #expect(verifyObject(Array(changed.utf8), entity: "domain", key: key) == .invalid)
        }
    }

    @Test("Other signatures and unsigned stay, and are not covered")
    func keeps() throws {
        let signed = try sign(
            #"{"unsigned":{"age":1},"b":1,"signatures":{"a":{"ed25519:x":"s"},"domain":{"ed25519:2":"t"}}}"#
        )
        let root = try JSONDocument(parsing: Array(signed.utf8)).root
        #expect(root["unsigned"]?["age"]?.integer == 1)
        #expect(root["signatures"]?["a"]?["ed25519:x"]?.string == "s")
        #expect(root["signatures"]?["domain"]?["ed25519:2"]?.string == "t")
        let bare = try JSONDocument(parsing: Array(try sign(#"{"b":1}"#).utf8)).root
        let path = root["signatures"]?["domain"]?["ed25519:1"]?.string
        #expect(path != nil && path == bare["signatures"]?["domain"]?["ed25519:1"]?.string)
    }

    @Test("Only the outermost unsigned is left out")
    func nested() throws {
        let one = try sign(#"{"a":{"unsigned":1}}"#)
        let two = try sign(#"{"a":{"unsigned":2}}"#)
        #expect(one.suffix(110) != two.suffix(110))
        let changed = one.replacing(#""unsigned":1"#, with: #""unsigned":2"#)
        let key = try SpecKey.signingKey().publicKey
        #expect(verifyObject(Array(changed.utf8), entity: "domain", key: key) == .invalid)
    }

    @Test("A second signature by the same key takes the place of the first")
    func again() throws {
        let once = try sign(#"{"a":1}"#)
        #expect(try sign(once) == once)
    }

    @Test("An object that was built is signed like its bytes")
    func value() throws {
        let object: JSONObject = ["b": 1, "unsigned": ["age": 2], "a": "x"]
        let signed = try signObject(object, as: "domain", with: SpecKey.signingKey())
        let text = try sign(#"{"b":1,"unsigned":{"age":2},"a":"x"}"#)
        #expect(String(decoding: signed.canonicalBytes(), as: UTF8.self) == text)
    }

    @Test("What is no object cannot be signed")
    func refusals() throws {
        #expect(throws: ObjectSigningError.notAnObject) { try sign("[1]") }
        #expect(throws: ObjectSigningError.malformedSignatures) { try sign(#"{"signatures":1}"#) }
        #expect(throws: ObjectSigningError.malformedSignatures) {
            try sign(#"{"signatures":{"domain":null}}"#)
        }
        #expect {
            try sign(#"{"a":1.5}"#)
        } throws: { error in
            if case .notJSON(let cause)? = error as? ObjectSigningError {
                cause.offset == 5
            } else {
                false
            }
        }
        #expect(throws: ObjectSigningError.self) { try sign(#"{"a":-0}"#, numbers: .strict) }
    }
}
