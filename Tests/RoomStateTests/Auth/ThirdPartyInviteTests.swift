import FederationCore
import RoomEvents
import RoomState
import Testing

@Suite("Signatures of third-party invites")
struct ThirdPartyInviteTests {
    private func isAllowed(keys: String, invite: String? = nil) throws -> Bool {
        var room = try AuthRoom.standard(RoomVersion(parsing: "11"))
        return try RuleCase.vouched(&room, invite: invite, keys: keys).isAllowed
    }

    @Test("The key is the single one or one of the list, in either alphabet")
    func findsTheKey() throws {
        let key = try VouchingKey(1)
        let other = try VouchingKey(2).base64
        #expect(try isAllowed(keys: #"{"public_key":"\#(key.base64)"}"#))
        #expect(try isAllowed(keys: #"{"public_key":"\#(key.urlSafe)"}"#))
        #expect(try isAllowed(keys: #"{"public_key":"\#(key.base64)="}"#))
        #expect(
            try isAllowed(
                keys:
                    #"{"public_key":"\#(other)","public_keys":[{"public_key":"\#(key.urlSafe)"}]}"#
            ))
        #expect(
            try isAllowed(
                keys: #"{"public_keys":[7,{"public_key":[]},{"public_key":"\#(key.base64)"}]}"#))
        #expect(try !isAllowed(keys: #"{"public_keys":[{"public_key":"\#(other)"}]}"#))
        #expect(try !isAllowed(keys: #"{"public_keys":"\#(key.base64)"}"#))
    }

    @Test("A change of what was signed makes the signature worthless")
    func coversWhatIsSigned() throws {
        let keys = #"{"public_key":"\#(try VouchingKey(1).base64)"}"#
        let invite = try VouchingKey(1).invite(
            #"{"mxid":"@stranger:c.example","token":"token","more":1}"#)
        #expect(try isAllowed(keys: keys, invite: invite))
        let changed = invite.replacing(#""more":1"#, with: #""more":2"#)
        #expect(changed != invite)
        #expect(try !isAllowed(keys: keys, invite: changed))
    }

    @Test("Keys and signatures without end are not tried one by one")
    func boundsTheAttempts() throws {
        let keys = try (1...200).map { seed in
            #"{"public_key":"\#(try VouchingKey(UInt8(seed)).base64)"}"#
        }
        let signatures = (0..<100).map { index in
            let bytes = [UInt8](repeating: UInt8(index), count: 64)
            return #""ed25519:\#(index)":"\#(UnpaddedBase64.encode(bytes))""#
        }
        let invite = #"""
            {"signed":{"mxid":"@stranger:c.example","token":"token",\#
            "signatures":{"id.example":{\#(signatures.joined(separator: ","))}}}}
            """#
        var room = try AuthRoom.standard(RoomVersion(parsing: "11"))
        let decision = try RuleCase.vouched(
            &room, invite: invite, keys: #"{"public_keys":[\#(keys.joined(separator: ","))]}"#)
        guard case .rejected(let rule, _, let reason) = decision else {
            Issue.record("\(decision)")
            return
        }
        #expect(rule.id == "third-party-invite.signature")
        #expect(
            reason == "there are 200 public keys and 100 signatures, "
                + "expected at most 1000 pairs of them")
    }
}
