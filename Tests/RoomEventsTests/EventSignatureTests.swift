import FederationCore
import MatrixJSON
import RoomEvents
import Testing

@Suite("Signatures of events")
struct EventSignatureTests {
    @Test("An event that its sender's server signed is valid, in every room version")
    func valid() throws {
        for version in RoomVersion.all {
            let key = try Samples.key()
            let event = try Samples.signed(
                Samples.message(version.identifier), version, by: [("domain", key)])
            let verdict = verify(
                event, keys: try Samples.keys([("domain", key, .unlimited)]))
            #expect(verdict.isValid)
            #expect(verdict.isSigned)
            #expect(verdict.required.map(\.required.reason) == [.sender])
        }
    }

    @Test("Content that was changed breaks the hash and not the signature, in every room version")
    func changedContent() throws {
        for version in RoomVersion.all {
            let key = try Samples.key()
            var event = try signEvent(
                Samples.message(version.identifier), version: version,
                as: ServerName(parsing: "domain"), with: key)
            event["content"] = ["body": "changed"]
            let verdict = try Self.verdict(event, version, [("domain", key, .unlimited)])
            #expect(!verdict.contentHash.matches)
            #expect(verdict.isSigned)
            #expect(!verdict.isValid)
        }
    }

    @Test("What redaction keeps cannot be changed, in every room version")
    func changedEvent() throws {
        for version in RoomVersion.all {
            for (name, value) in [("depth", 6), ("type", "x"), ("origin_server_ts", 1)]
                as [(String, JSONValue)]
            {
                let key = try Samples.key()
                var event = try signEvent(
                    Samples.message(version.identifier), version: version,
                    as: ServerName(parsing: "domain"), with: key)
                event[name] = value
                let verdict = try Self.verdict(event, version, [("domain", key, .unlimited)])
                #expect(!verdict.isSigned)
                #expect(verdict.required[0].signatures.map(\.outcome) == [.wrong(.invalid)])
            }
        }
    }

    @Test(
        "A signature that cannot be decoded is wrong",
        arguments: [
            (1, .wrong(.notText)), ("!", .wrong(.notBase64(.invalidCharacter(33, offset: 0)))),
            ("AAAA", .wrong(.wrongLength(3))),
        ] as [(JSONValue, EventSignature.Outcome)])
    func undecodable(value: JSONValue, outcome: EventSignature.Outcome) throws {
        let version = try Samples.version("11")
        let key = try Samples.key()
        var event = Samples.message("11")
        event["signatures"] = ["domain": ["ed25519:1": value]]
        let verdict = try Self.verdict(event, version, [("domain", key, .unlimited)])
        #expect(verdict.required[0].signatures.map(\.outcome) == [outcome])
        #expect(!verdict.isSigned)
    }

    @Test("Without a signature that counts, the event is not signed")
    func skipped() throws {
        let version = try Samples.version("11")
        let key = try Samples.key()
        var event = Samples.message("11")
        event["signatures"] = [
            "domain": ["rsa:1": "AAAA", "ed25519:2": "AAAA", "ed25519:policy_server": "AAAA"]
        ]
        let verdict = try Self.verdict(event, version, [("domain", key, .unlimited)])
        #expect(!verdict.isSigned)
        let outcomes = verdict.required[0].signatures.map(\.outcome)
        #expect(
            outcomes == [
                .skipped(.unknownKey(reason: "the key ed25519:2 of domain is not known")),
                .skipped(.policyServer), .skipped(.unknownAlgorithm),
            ])
        #expect(verdict.required[0].signatures.allSatisfy { !$0.description.contains("verifies") })
        event["signatures"] = [:]
        #expect(try !Self.verdict(event, version, [("domain", key, .unlimited)]).isSigned)
    }

    @Test("One wrong signature by a known key outweighs a good one; one by an unknown key does not")
    func severalSignatures() throws {
        let version = try Samples.version("11")
        let one = try Samples.key("1", seed: 1)
        let two = try Samples.key("2", seed: 2)
        let other = try Samples.key("2", seed: 3)
        let event = try Samples.signed(
            Samples.message("11"), version, by: [("domain", one), ("domain", two)])
        let onlyOne = verify(event, keys: try Samples.keys([("domain", one, .unlimited)]))
        #expect(onlyOne.isSigned)
        let bothKnown = verify(
            event,
            keys: try Samples.keys([("domain", one, .unlimited), ("domain", other, .unlimited)]))
        #expect(!bothKnown.isSigned)
    }

    @Test(
        "Versions 1 and 2 want the signature of the server in the event ID too",
        arguments: ["1", "2", "3"])
    func eventIDDomain(identifier: String) throws {
        let version = try Samples.version(identifier)
        let key = try Samples.key()
        let keys = try Samples.keys([("domain", key, .unlimited), ("other", key, .unlimited)])
        var template = Samples.message(identifier)
        if identifier != "3" { template["event_id"] = "$e:other" }
        let alone = try Samples.signed(template, version, by: [("domain", key)])
        #expect(verify(alone, keys: keys).isValid == (identifier == "3"))
        let both = try Samples.signed(template, version, by: [("domain", key), ("other", key)])
        #expect(verify(both, keys: keys).isValid)
        #expect(
            requiredSignatures(of: both).map(\.reason)
                == (identifier == "3" ? [.sender] : [.sender, .eventIDDomain]))
    }

    @Test("Since version 8 the server of the user who authorised a join has to have signed")
    func authorisingUser() throws {
        for version in RoomVersion.all {
            let key = try Samples.key()
            let keys = try Samples.keys([("domain", key, .unlimited), ("other", key, .unlimited)])
            var template = Samples.message(version.identifier)
            template["type"] = "m.room.member"
            template["state_key"] = "@a:domain"
            template["content"] = [
                "membership": "join", "join_authorised_via_users_server": "@b:other",
            ]
            let alone = try Samples.signed(template, version, by: [("domain", key)])
            let isLate = version.rules.restrictedJoins
            #expect(isLate == ((Int(version.identifier) ?? 0) >= 8))
            #expect(verify(alone, keys: keys).isValid != isLate)
            let both = try Samples.signed(template, version, by: [("domain", key), ("other", key)])
            #expect(verify(both, keys: keys).isValid)
        }
    }

    @Test("An invite that a third-party invite led to need not be signed by its sender's server")
    func thirdPartyInvite() throws {
        let version = try Samples.version("11")
        var template = Samples.message("11")
        template["type"] = "m.room.member"
        template["state_key"] = "@b:other"
        template["content"] = ["membership": "invite", "third_party_invite": ["signed": [:]]]
        let invite = try Event(parsing: template.canonicalBytes(), version: version)
        #expect(requiredSignatures(of: invite).isEmpty)
        for content: JSONValue in [
            ["membership": "join", "third_party_invite": ["signed": [:]]],
            ["membership": "invite", "third_party_invite": 1], ["membership": "invite"],
        ] {
            template["content"] = content
            let other = try Event(parsing: template.canonicalBytes(), version: version)
            #expect(requiredSignatures(of: other).map(\.reason) == [.sender])
        }
    }

    @Test("The policy server has to have signed with its own key, and that is judged apart")
    func policyServer() throws {
        let version = try Samples.version("11")
        let key = try Samples.key()
        let policyKey = try Samples.key("policy_server", seed: 9)
        let policy = PolicyServer(
            server: try ServerName(parsing: "policy"), key: policyKey.publicKey)
        let keys = try Samples.keys([("domain", key, .unlimited)])
        let template = Samples.message("11")
        let signed = try Samples.signed(
            template, version, by: [("domain", key), ("policy", policyKey)])
        #expect(verify(signed, keys: keys, policyServer: policy).isValid)
        let unsigned = try Samples.signed(template, version, by: [("domain", key)])
        #expect(!verify(unsigned, keys: keys, policyServer: policy).isValid)
        #expect(verify(unsigned, keys: keys, policyServer: policy).isSigned)
        let forged = try Samples.signed(
            template, version,
            by: [("domain", key), ("policy", try Samples.key("policy_server", seed: 8))])
        #expect(!verify(forged, keys: keys, policyServer: policy).isValid)
        // A server that is its own policy server has both signatures under its name.
        let own = PolicyServer(server: try ServerName(parsing: "domain"), key: policyKey.publicKey)
        let both = try Samples.signed(
            template, version, by: [("domain", key), ("domain", policyKey)])
        #expect(verify(both, keys: keys, policyServer: own).isValid)
        #expect(verify(both, keys: keys).isValid)
        // The event that names the policy server needs no signature by it.
        var naming = template
        naming["type"] = "m.room.policy"
        naming["state_key"] = ""
        let event = try Samples.signed(naming, version, by: [("domain", key)])
        #expect(verify(event, keys: keys, policyServer: policy).isValid)
    }

    @Test("A key has to be valid when the event was made, since version 5")
    func validity() throws {
        for version in RoomVersion.all {
            let key = try Samples.key()
            let event = try Samples.signed(
                Samples.message(version.identifier), version, by: [("domain", key)])
            func isSigned(_ validity: KeyValidity) throws -> Bool {
                verify(event, keys: try Samples.keys([("domain", key, validity)])).isSigned
            }
            let isLate = (Int(version.identifier) ?? 0) >= 5
            #expect(try isSigned(.current(until: 1_000_000)))
            #expect(try isSigned(.current(until: 999_999)) != isLate)
            #expect(try isSigned(.old(expiredAt: 1_000_000)))
            #expect(try !isSigned(.old(expiredAt: 999_999)))
        }
    }

    @Test("Keys are asked for once each, and only those of servers that have to have signed")
    func asking() async throws {
        let version = try Samples.version("11")
        let key = try Samples.key()
        let event = try Samples.signed(
            Samples.message("11"), version, by: [("domain", key), ("other", key)])
        let provider = CountingKeys(key: key.publicKey)
        let verdict = await verify(event, keys: provider)
        #expect(verdict.isValid)
        _ = await EventKeyTable(for: [event.source, event.source], from: provider)
        #expect(await provider.asked == ["domain", "domain"])
    }

    actor CountingKeys: VerifyKeyProviding {
        let key: VerifyKey
        private(set) var asked: [String] = []

        init(key: VerifyKey) {
            self.key = key
        }

        func verifyKey(_ keyID: KeyID, of server: ServerName) async -> VerifyKeyLookup {
            asked.append("\(server)")
            return .found(key, .unlimited)
        }
    }

    private static func verdict(
        _ event: JSONObject, _ version: RoomVersion, _ keys: [(String, SigningKey, KeyValidity)]
    ) throws -> EventVerdict {
        let document = try JSONDocument(parsing: event.canonicalBytes(), numbers: .preserving)
        return EventDocument(document, version: version).verdict(keys: try Samples.keys(keys))
    }
}
