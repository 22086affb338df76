import FederationCore
import Findings
import Testing

@Suite("The endpoint table")
struct EndpointTableTests {
    @Test("There are 38 rows, their names are unique and found again")
    func rows() {
        #expect(Endpoint.all.count == 38)
        #expect(Set(Endpoint.all.map(\.name)).count == 38)
        for endpoint in Endpoint.all {
            #expect(Endpoint.named(endpoint.name) == endpoint)
        }
        #expect(Endpoint.named("nothing") == nil)
        #expect(Endpoint.named("Version") == nil)
    }

    @Test("Every row has an example, in the same order")
    func examples() {
        #expect(EndpointExample.all.map(\.name).sorted() == Endpoint.all.map(\.name).sorted())
    }

    @Test("No two rows have both method and path in common")
    func unique() {
        #expect(Set(Endpoint.all.map { "\($0.method) \($0.path)" }).count == 38)
    }

    @Test("The holes of a path are its path parameters", arguments: Endpoint.all)
    func holes(endpoint: Endpoint) {
        let holes = endpoint.path.segments.compactMap { segment in
            if case .hole(let name) = segment { name } else { nil }
        }
        #expect(endpoint.parameters(in: .path).map(\.name) == holes)
        #expect(endpoint.parameters(in: .path).allSatisfy { $0.isRequired && !$0.isRepeated })
    }

    @Test("Texts are one line, names are whole", arguments: Endpoint.all)
    func texts(endpoint: Endpoint) {
        var texts = [endpoint.summary, endpoint.response, endpoint.body].compactMap(\.self)
        texts += endpoint.parameters.map(\.meaning)
        for text in texts {
            #expect(!text.isEmpty && !text.contains("\n") && text.last != ".")
        }
        #expect(endpoint.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" })
        #expect(Set(endpoint.parameters.map(\.name)).count == endpoint.parameters.count)
        #expect(endpoint.hasBody || endpoint.body == nil)
        #expect(endpoint.hasBody || endpoint.parameters(in: .body).isEmpty)
        #expect(endpoint.body == nil || endpoint.parameters(in: .body).isEmpty)
        #expect(["GET", "POST", "PUT"].contains(endpoint.method))
    }

    @Test(
        "Anchors are those of the specification's page",
        arguments: [
            ("version", "get_matrixfederationv1version"),
            ("well-known", "getwell-knownmatrixserver"),
            ("notary-keys-query", "post_matrixkeyv2query"),
            ("send", "put_matrixfederationv1sendtxnid"),
            ("public-rooms", "get_matrixfederationv1publicrooms"),
            ("timestamp-to-event", "get_matrixfederationv1timestamp_to_eventroomid"),
            ("onbind", "put_matrixfederationv13pidonbind"),
            ("send-join-v1", "put_matrixfederationv2send_joinroomideventid"),
            ("policy-sign", "post_matrixpolicyv1sign"),
        ])
    func anchors(name: String, anchor: String) {
        #expect(Endpoint.named(name)?.spec == .serverServer(anchor))
    }

    @Test("What changes, what consumes, and what is not signed, is as the specification has it")
    func columns() {
        func names(_ isWanted: (Endpoint) -> Bool) -> Set<String> {
            Set(Endpoint.all.filter(isWanted).map(\.name))
        }
        #expect(
            names { $0.authentication == .none } == [
                "well-known", "version", "server-keys", "notary-keys", "notary-keys-query",
                "onbind",
            ])
        #expect(names { $0.authentication == .token } == ["openid-userinfo"])
        #expect(names { $0.effect == .consumes } == ["keys-claim"])
        #expect(names { $0.effect == .changes } == names { $0.method == "PUT" })
        #expect(
            names(\.isRateLimited) == ["media-download", "media-thumbnail", "policy-sign"])
        #expect(names { $0.removed != nil } == ["send-join-v1", "send-leave-v1"])
        #expect(names { $0.accessControl == .perEvent } == ["send"])
        #expect(names { $0.accessControl == .optional } == ["policy-sign"])
        #expect(
            names { $0.accessControl == .enforced } == [
                "event-auth", "backfill", "missing-events", "state", "state-ids", "make-join",
                "send-join", "send-join-v1", "make-knock", "send-knock", "invite", "invite-v1",
                "make-leave", "send-leave", "send-leave-v1",
            ])
    }
}
