import FederationChecks
import FederationCore
import Findings
import SigningKeys
import Testing

@Suite("The table of checks")
struct CheckTableTests {
    @Test("Identifiers are words with a dot, each once")
    func identifiers() {
        let names = Check.all.map(\.id.name)
        #expect(Set(names).count == names.count)
        for name in names {
            let parts = name.split(separator: ".")
            #expect(parts.count == 2, "\(name)")
            let isPlain = name.utf8.allSatisfy {
                $0 == 45 || $0 == 46 || (48...57).contains($0) || (97...122).contains($0)
            }
            #expect(isPlain, "\(name)")
        }
    }

    @Test("What a check needs stands before it in the table, in the same scope")
    func needs() {
        for (index, check) in Check.all.enumerated() {
            for need in check.needs {
                let earlier = Check.all[..<index].first { $0.id == need }
                #expect(earlier?.scope == check.scope, "\(check.id) needs \(need)")
            }
        }
    }

    @Test("Every row names what it covers, and a destination's check what it asks")
    func covers() {
        for check in Check.all {
            // That both versions of HTTP are compared, and that a query arrives, has no identifier of its own.
            #expect(
                ["proxy.http-versions", "proxy.query"].contains(check.id)
                    || !check.assertions.isEmpty
                    || !check.failureModes.isEmpty, "\(check.id)")
            #expect(check.failureModes.allSatisfy { $0.hasPrefix("F") }, "\(check.id)")
            #expect(check.assertions.allSatisfy { !$0.hasPrefix("F") }, "\(check.id)")
            #expect(!check.probes.isEmpty || check.scope == .name, "\(check.id)")
            #expect(
                check.scope == .name || check.probes.allSatisfy(\.isOfDestination), "\(check.id)")
            #expect(!check.lack.isEmpty)
        }
    }

    @Test("The identifiers that were promised are there")
    func promised() {
        let ids: [CheckID] = [
            "name.grammar", "name.case", "well-known.reachable", "well-known.delegation",
            "srv.lookup", "dns.addresses", "tcp.connect", "tls.handshake", "tls.chain", "tls.name",
            "tls.expiry", "tls.version", "version.answer", "keys.document", "keys.server-name",
            "keys.signature", "route.map",
        ]
        #expect(ids.filter { Check.named($0) == nil } == [])
    }

    @Test("Every check of key documents is a row, in the same order")
    func keys() {
        let rows = Check.all.filter { $0.topic == "keys" && $0.id != "keys.old-path" }
        #expect(rows.map(\.id) == KeyDocumentCheck.all.map(\.id))
    }

    @Test(
        "The route map asks operations that only read, or that need a signature to change anything")
    func routes() {
        #expect(RouteProbe.all.count == 10)
        for probe in RouteProbe.all {
            #expect(probe.endpoint.effect == .reads || probe.isSigned, "\(probe.endpoint.name)")
            let method = probe.endpoint.method
            #expect(
                ["GET", "PUT"].contains(method) || probe.endpoint.name == "notary-keys-query",
                "\(probe.endpoint.name)")
        }
        #expect(RouteProbe.all.filter { !$0.isSigned }.map(\.path) == ["/_matrix/key/v2/query"])
    }
}
