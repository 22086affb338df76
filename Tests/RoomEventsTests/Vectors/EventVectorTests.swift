import FederationCore
import MatrixJSON
import RoomEvents
import TestSupport
import Testing

@Suite("Vectors of events")
struct EventVectorTests {
    @Test(
        "Forms, hashes, ID and signature are what another implementation makes",
        arguments: EventVector.versions)
    func events(number: String) throws {
        let version = try RoomVersion(parsing: number)
        let vectors = try EventVector.all("event", version: number)
        #expect(vectors.count >= 26)
        for vector in vectors {
            let document = try JSONDocument(parsing: vector.event, numbers: version.rules.numbers)
            #expect(
                text(EventDocument(document, version: version).canonicalBytes)
                    == word("canonical", vector), "\(vector)")
            let hash = UnpaddedBase64.encode(contentHash(of: document, version: version))
            #expect(hash == word("content_hash", vector), "\(vector)")

            let signed = try signEvent(
                vector.event, version: version, as: server(vector), with: key(vector))
            let after = try JSONDocument(parsing: signed, numbers: .preserving)
            let signature = after.root["signatures"]?["domain"]?["ed25519:1"]?.string
            #expect(signature == word("signature", vector), "\(vector)")
            #expect(text(redact(after, version: version)) == word("redacted", vector), "\(vector)")
            if let expected = vector.expected("event_id")?.string {
                #expect(eventID(of: after, version: version)?.description == expected, "\(vector)")
            }
            if let expected = vector.expected("room_id")?.string {
                #expect(try Event(parsing: signed, version: version).roomID.description == expected)
            }
        }
    }

    @Test(
        "Events of a wrong form are refused, with the violation named",
        arguments: EventVector.versions)
    func forms(number: String) throws {
        let version = try RoomVersion(parsing: number)
        let vectors = try EventVector.all("format", version: number)
        #expect(vectors.count > 60)
        for vector in vectors {
            let violations = formatViolations(of: vector.event, version: version)
            let expected = vector.expected("violations")?.elements.compactMap(\.string) ?? []
            let found = Set(violations.map(\.kind.rawValue))
            #expect(found == Set(expected), "\(vector): \(violations)")
            #expect(violations.isEmpty == vector.expected("valid")?.boolean, "\(vector)")
        }
    }

    @Test("Signed events are taken, redacted or dropped", arguments: EventVector.versions)
    func verdicts(number: String) throws {
        let version = try RoomVersion(parsing: number)
        let vectors = try EventVector.all("verify", version: number)
        #expect(vectors.count > 10)
        for vector in vectors {
            let event = try Event(parsing: vector.event, version: version)
            let verdict = verify(event, keys: try keys(of: vector))
            #expect(
                verdict.contentHash.matches == (word("content_hash", vector) == "matches"),
                "\(vector)")
            let taken =
                !verdict.isSigned ? "drop" : verdict.contentHash.matches ? "accept" : "redact"
            #expect(taken == word("verdict", vector), "\(vector): \(verdict)")
            for server in vector.expected("signatures")?.members ?? [] {
                for key in server.value.members {
                    let isValid = try isValid(event, server.name, key.name, vector)
                    #expect(isValid == (key.value.string == "valid"), "\(vector): \(server.name)")
                }
            }
        }
    }

    /// Whether a signature verifies with the key that the vector lists, whatever its time.
    private func isValid(
        _ event: Event, _ server: String, _ keyID: String, _ vector: EventVector
    ) throws -> Bool {
        let lookup = try keys(of: vector)[KeyID(parsing: keyID), of: ServerName(parsing: server)]
        guard case .found(let key, _)? = lookup,
            let text = event.document.root["signatures"]?[server]?[keyID]?.string
        else { return false }
        return try key.isValid(UnpaddedBase64.decode(text), for: event.source.signedBytes)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func word(_ member: String, _ vector: EventVector) -> String? {
        vector.expected(member)?.string
    }

    private func server(_ vector: EventVector) throws -> ServerName {
        try ServerName(parsing: #require(vector["sign"]?["entity"]?.string))
    }

    private func key(_ vector: EventVector) throws -> SigningKey {
        let seed = try #require(vector["sign"]?["seed"]?.string)
        return try SigningKey(
            keyID: KeyID(parsing: #require(vector["sign"]?["key_id"]?.string)),
            seed: SigningSeed(bytes: UnpaddedBase64.decode(seed)))
    }

    private func keys(of vector: EventVector) throws -> EventKeyTable {
        var table = EventKeyTable()
        for entry in vector["keys"]?.elements ?? [] {
            let keyID = try KeyID(parsing: #require(entry["key_id"]?.string))
            let bytes = try UnpaddedBase64.decode(#require(entry["key"]?.string))
            let server = try ServerName(parsing: #require(entry["server"]?.string))
            table[keyID, of: server] = .found(
                try VerifyKey(keyID: keyID, bytes: bytes),
                .current(until: try #require(entry["valid_until_ts"]?.integer)))
        }
        return table
    }
}
