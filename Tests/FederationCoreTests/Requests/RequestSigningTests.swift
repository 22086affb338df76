import FederationCore
import MatrixJSON
import Testing

@Suite("Signing of requests")
struct RequestSigningTests {
    /// The vectors, as requests.
    private func vectors() throws -> [(request: FederationRequest, vector: JSONElement)] {
        try Fixture.json("signing/requests.json").elements.map { vector in
            let request = try FederationRequest(
                method: #require(vector["method"]?.string),
                target: #require(vector["target"]?.string),
                to: ServerName(parsing: #require(vector["destination"]?.string)),
                body: vector["body"]?.string.map { .bytes(Array($0.utf8)) })
            return (request, vector)
        }
    }

    private func received(_ signed: SignedRequest) -> ReceivedRequest {
        ReceivedRequest(method: signed.method, target: signed.target, body: signed.body)
    }

    @Test("The signed object and the signature are those of the vectors")
    func signatures() throws {
        let vectors = try vectors()
        #expect(vectors.count == 3)
        for (request, vector) in vectors {
            let signed = try request.signed(by: SpecKey.identity())
            #expect(
                String(decoding: signed.signedObject, as: UTF8.self) == vector["signed"]?.string)
            let header = try XMatrixHeader(parsing: signed.authorization)
            #expect(header.signature == vector["signature"]?.string)
            #expect(header.deviations.isEmpty)
            #expect(signed.body == request.body)
            #expect(signed.target == request.target)
        }
    }

    @Test("What is signed verifies, and nothing else does")
    func verification() throws {
        let key = try SpecKey.signingKey().publicKey
        let ownName = try ServerName(parsing: "dest.example")
        for (request, _) in try vectors() {
            let signed = try request.signed(by: SpecKey.identity())
            let header = try XMatrixHeader(parsing: signed.authorization)
            let good = received(signed)
            let verified = try verifyRequest(good, header: header, ownName: ownName, key: key)
            #expect(verified.signedBy == [Signer(entity: "domain", keyID: key.keyID)])

            var otherMethod = good
            otherMethod.method = "DELETE"
            var otherTarget = good
            otherTarget.target += "&x=1"
            var otherBody = good
            otherBody.body = good.body == nil ? Array("{}".utf8) : nil
            for changed in [otherMethod, otherTarget, otherBody] {
                #expect {
                    try verifyRequest(changed, header: header, ownName: ownName, key: key)
                } throws: { error in
                    if case .invalidSignature? = error as? RequestVerificationError {
                        true
                    } else {
                        false
                    }
                }
            }
        }
    }

    private func failure(
        _ header: String, body: String? = nil, key: VerifyKey? = nil
    ) throws -> RequestVerificationError? {
        let header = try XMatrixHeader(parsing: header)
        let request = ReceivedRequest(
            method: "PUT", target: "/", body: body.map { Array($0.utf8) })
        do {
            _ = try verifyRequest(
                request, header: header, ownName: ServerName(parsing: "me"),
                key: key ?? SpecKey.signingKey().publicKey)
            return nil
        } catch let error as RequestVerificationError {
            return error
        }
    }

    @Test("Each failure has its name")
    func failures() throws {
        let start = #"X-Matrix origin="domain",key="ed25519:1",sig="#
        let long = String(repeating: "A", count: 86)
        #expect(
            try failure(start + "\"\(long)\",destination=you")
                == .wrongDestination(
                    ServerName(parsing: "you"), ownName: ServerName(parsing: "me")))
        #expect(
            try failure(start + "\"*\"") == .signatureIsNotBase64(.invalidCharacter(42, offset: 0)))
        #expect(try failure(start + "\"AAAA\"") == .wrongSignatureLength(3))
        let other = try SpecKey.otherKey("ed25519:2").publicKey
        #expect(
            try failure(start + "\"\(long)\"", key: other)
                == .wrongKey(named: KeyID(parsing: "ed25519:1"), given: other.keyID))
        guard case .bodyIsNotJSON? = try failure(start + "\"\(long)\"", body: "{") else {
            Issue.record("expected an error of syntax")
            return
        }
        guard case .invalidSignature(_, _, let object)? = try failure(start + "\"\(long)\"") else {
            Issue.record("expected an invalid signature")
            return
        }
        #expect(
            String(decoding: object, as: UTF8.self)
                == #"{"destination":"me","method":"PUT","origin":"domain","uri":"/"}"#)
    }

    @Test("A header without a destination is checked with the own name")
    func noDestination() throws {
        let request = try FederationRequest(
            method: "GET", target: "/x", to: ServerName(parsing: "me"))
        let signed = try request.signed(by: SpecKey.identity())
        let text = signed.authorization.replacing(#",destination="me""#, with: "")
        #expect(text != signed.authorization)
        let header = try XMatrixHeader(parsing: text)
        let key = try SpecKey.signingKey().publicKey
        #expect(throws: Never.self) {
            try verifyRequest(
                received(signed), header: header, ownName: ServerName(parsing: "me"), key: key)
        }
        #expect(throws: RequestVerificationError.self) {
            try verifyRequest(
                received(signed), header: header, ownName: ServerName(parsing: "you"), key: key)
        }
    }

    @Test("A key must be current: old, expired and unknown ones are refused")
    func validity() throws {
        let request = try FederationRequest(
            method: "GET", target: "/x", to: ServerName(parsing: "me"))
        let signed = try request.signed(by: SpecKey.identity())
        let header = try XMatrixHeader(parsing: signed.authorization)
        let key = try SpecKey.signingKey().publicKey
        func check(_ lookup: VerifyKeyLookup) throws {
            _ = try verifyRequest(
                received(signed), header: header, ownName: ServerName(parsing: "me"),
                lookup: lookup, now: 1000)
        }
        #expect(throws: Never.self) { try check(.found(key, .unlimited)) }
        #expect(throws: Never.self) { try check(.found(key, .current(until: 1000))) }
        #expect(throws: RequestVerificationError.expiredKey(keyID: key.keyID, validUntil: 999)) {
            try check(.found(key, .current(until: 999)))
        }
        let expired = RequestVerificationError.expiredKey(keyID: key.keyID, validUntil: 999)
        #expect("\(expired)".hasSuffix("no longer valid: it was until 1970-01-01 00:00:00 UTC"))
        let old = RequestVerificationError.oldKey(keyID: key.keyID, expiredAt: 2000)
        #expect("\(old)".contains("since 1970-01-01 00:00:02 UTC"))
        #expect(throws: RequestVerificationError.oldKey(keyID: key.keyID, expiredAt: 2000)) {
            try check(.found(key, .old(expiredAt: 2000)))
        }
        #expect(
            throws: RequestVerificationError.unknownKey(
                origin: header.origin, keyID: key.keyID, reason: "gone")
        ) { try check(.unknown(reason: "gone")) }
    }

    @Test("A body that is no JSON cannot be signed, and an empty one is no body at all")
    func badBody() throws {
        let name = try ServerName(parsing: "me")
        for body in ["", "{", #"{"a":1.5}"#] {
            let request = try FederationRequest(
                method: "PUT", target: "/x", to: name, body: .bytes(Array(body.utf8)))
            #expect(throws: RequestSigningError.self) {
                try request.signed(by: SpecKey.identity())
            }
        }
    }

    @Test("The target is escaped in the object and sent as it is")
    func target() throws {
        let request = try FederationRequest(
            method: "GET", target: #"/a"\é"#, to: ServerName(parsing: "me"))
        let signed = try request.signed(by: SpecKey.identity())
        #expect(signed.target == #"/a"\é"#)
        #expect(
            String(decoding: signed.signedObject, as: UTF8.self)
                .hasSuffix(#""uri":"/a\"\\é"}"#))
    }
}
