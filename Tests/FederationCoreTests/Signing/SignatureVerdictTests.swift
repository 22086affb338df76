import FederationCore
import MatrixJSON
import Testing

@Suite("Checking of signatures")
struct SignatureVerdictTests {
    private func verdict(_ json: String, entity: String = "domain") throws -> SignatureVerdict {
        try verifyObject(
            Array(json.utf8), entity: entity, key: SpecKey.signingKey().publicKey)
    }

    private func signed(_ json: String, with key: SigningKey) throws -> SignedJSON {
        let bytes = try signObject(Array(json.utf8), as: "domain", with: key)
        return try #require(SignedJSON(JSONDocument(parsing: bytes)))
    }

    @Test(
        "Each step has an outcome of its own",
        arguments: [
            (#"{}"#, SignatureVerdict.missing),
            (#"{"signatures":{}}"#, .missing),
            (#"{"signatures":{"other":{"ed25519:1":"s"}}}"#, .missing),
            (#"{"signatures":{"domain":{}}}"#, .missing),
            (#"{"signatures":[]}"#, .malformed),
            (#"{"signatures":{"domain":"s"}}"#, .malformed),
            (#"{"signatures":{"domain":{"rsa:1":"s"}}}"#, .noKnownAlgorithm(["rsa:1"])),
            (
                #"{"signatures":{"domain":{"ed25519:2":"s","rsa:1":"s"}}}"#,
                .notByThisKey(signedBy: ["ed25519:2", "rsa:1"])
            ),
            (#"{"signatures":{"domain":{"ed25519:1":7}}}"#, .notText),
            (
                #"{"signatures":{"domain":{"ed25519:1":"a b"}}}"#,
                .notBase64(.invalidCharacter(0x20, offset: 1))
            ),
            (#"{"signatures":{"domain":{"ed25519:1":""}}}"#, .wrongLength(0)),
            (#"{"signatures":{"domain":{"ed25519:1":"AAAA"}}}"#, .wrongLength(3)),
            (#"[]"#, .notAnObject),
        ])
    func steps(json: String, expected: SignatureVerdict) throws {
        let found = try verdict(json)
        #expect(found == expected)
        #expect(!found.isValid)
    }

    @Test("A signature of something else is invalid")
    func invalid() throws {
        let object = #"{"a":2,"signatures":{"domain":{"ed25519:1":""#
        let signature = String(repeating: "A", count: 86)
        #expect(try verdict(object + signature + #""}}}"#) == .invalid)
    }

    @Test("What is no JSON has no signature")
    func notJSON() throws {
        guard case .notJSON = try verdict("{") else {
            Issue.record("expected an error of syntax")
            return
        }
    }

    @Test("A padded signature and one in the other alphabet are read")
    func lenient() throws {
        let bytes = try signObject([0x7B, 0x7D], as: "domain", with: SpecKey.signingKey())
        let text = String(decoding: bytes, as: UTF8.self)
        let padded = text.replacing(#"ZAQ"}"#, with: #"ZAQ=="}"#)
        #expect(padded != text)
        #expect(try verdict(padded) == .valid)
        let other = text.replacing("/", with: "_").replacing("+", with: "-")
        #expect(other != text)
        #expect(try verdict(other) == .valid)
    }

    @Test("The bytes are checked as they came: order and white space do not matter, a value does")
    func received() throws {
        let bytes = try signObject(
            Array(#"{"a":1,"b":"é"}"#.utf8), as: "domain", with: SpecKey.signingKey())
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(try verdict(text.replacing(#""a":1,"#, with: #" "a" : 1 ,"#)) == .valid)
        #expect(try verdict(text.replacing("é", with: #"\u00e9"#)) == .valid)
        #expect(try verdict(text.replacing("é", with: "e\u{301}")) == .invalid)
    }

    @Test("Entities are compared byte by byte")
    func entities() throws {
        let bytes = try signObject([0x7B, 0x7D], as: "é", with: SpecKey.signingKey())
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(try verdict(text, entity: "é") == .valid)
        #expect(try verdict(text, entity: "e\u{301}") == .missing)
    }

    @Test("A verified object names its signers; one bad signature by a known key spoils it")
    func verified() throws {
        let key = try SpecKey.signingKey()
        let other = try SpecKey.otherKey("ed25519:2")
        let object = try signed(#"{"a":1}"#, with: key)
        let verified = try object.verified(
            entity: "domain", keys: [other.publicKey, key.publicKey])
        #expect(verified.signedBy == [Signer(entity: "domain", keyID: key.keyID)])
        #expect(verified.map { $0.root["a"]?.integer }.value == 1)

        let text = String(decoding: object.document.bytes, as: UTF8.self)
            .replacing(#""ed25519:1":"#, with: #""ed25519:2":"AAAA","ed25519:1":"#)
        let spoiled = try #require(SignedJSON(JSONDocument(parsing: Array(text.utf8))))
        #expect(
            throws: ObjectVerificationError.badSignature(
                Signer(entity: "domain", keyID: other.keyID), .wrongLength(3))
        ) {
            try spoiled.verified(entity: "domain", keys: [key.publicKey, other.publicKey])
        }
    }

    @Test("An object without a signature by a known key is not verified, nor one with no keys")
    func unverified() throws {
        let object = try signed(#"{"a":1}"#, with: SpecKey.signingKey())
        let other = try SpecKey.otherKey("ed25519:2").publicKey
        #expect(
            throws: ObjectVerificationError.notSigned(
                entity: "domain", .notByThisKey(signedBy: ["ed25519:1"]))
        ) { try object.verified(entity: "domain", keys: [other]) }
        #expect(throws: ObjectVerificationError.notSigned(entity: "domain", .missing)) {
            try object.verified(entity: "domain", keys: [])
        }
    }

    @Test("All signatures are listed as they came")
    func list() throws {
        let json = #"{"signatures":{"a":{"ed25519:1":"s","x":3},"b":{}}}"#
        let object = try #require(SignedJSON(JSONDocument(parsing: Array(json.utf8))))
        let list = object.signatures
        #expect(list.map(\.name) == ["ed25519:1", "x"])
        #expect(list.map(\.entity) == ["a", "a"])
        #expect(list.map(\.text) == ["s", nil])
        #expect(list.map { $0.keyID == nil } == [false, true])
    }
}
