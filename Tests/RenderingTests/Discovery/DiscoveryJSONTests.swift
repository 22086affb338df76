import FederationCore
import MatrixJSON
import Rendering
import ServerDiscovery
import TestSupport
import Testing

@Suite("Discovery for machines")
struct DiscoveryJSONTests {
    @Test("The object holds the destinations, the well-known document, the services and every step")
    func delegated() async throws {
        let result = try await DiscoveryWorld.delegated.discover("example.org")
        #expect(
            result.json.prettyText + "\n" == """
                {
                  "schema": "fedctl.resolve/1",
                  "server_name": "example.org",
                  "duration_ms": 0,
                  "spec_step": "3.4",
                  "delegated_name": "matrix.example.org",
                  "tls_name": "matrix.example.org",
                  "host_header": "matrix.example.org",
                  "destinations": [
                    { "address": "198.51.100.7", "port": 8448, "tls_name": "matrix.example.org", "host_header": "matrix.example.org", "spec_step": "3.4" }
                  ],
                  "well_known": {
                    "url": "https://example.org/.well-known/matrix/server",
                    "status": 200,
                    "content_type": "application/json",
                    "redirects": 0,
                    "m_server": "matrix.example.org",
                    "kept_for_ms": 86400000,
                    "kept_because": "max-age=86400",
                    "duration_ms": 0
                  },
                  "srv": [{ "name": "_matrix._tcp.matrix.example.org", "priority": 10, "weight": 5, "port": 8448, "target": "hs.example.org", "ttl": 300 }],
                  "steps": [
                    { "spec_step": "1", "action": "read_address", "outcome": "not_applicable", "detail": "not an IP address", "name": "example.org" },
                    { "spec_step": "2", "action": "read_port", "outcome": "not_applicable", "detail": "no port in the name", "name": "example.org" },
                    {
                      "spec_step": "3",
                      "action": "fetch",
                      "outcome": "found",
                      "detail": "200",
                      "url": "https://example.org/.well-known/matrix/server",
                      "status": 200,
                      "content_type": "application/json",
                      "lookups": [
                        {
                          "name": "example.org",
                          "type": "A",
                          "rcode": "NOERROR",
                          "records": [{ "address": "198.51.100.80", "ttl": 60 }],
                          "source": "192.0.2.53:53",
                          "duration_ms": 9
                        },
                        { "name": "example.org", "type": "AAAA", "rcode": "NXDOMAIN", "source": "192.0.2.53:53", "duration_ms": 9 }
                      ],
                      "attempts": [{ "address": "198.51.100.80", "port": 443 }],
                      "kept_for_ms": 86400000,
                      "kept_because": "max-age=86400",
                      "duration_ms": 84
                    },
                    { "spec_step": "3", "action": "read_delegation", "outcome": "found", "detail": "matrix.example.org" },
                    {
                      "spec_step": "3.1",
                      "action": "read_address",
                      "outcome": "not_applicable",
                      "detail": "not an IP address",
                      "name": "matrix.example.org"
                    },
                    {
                      "spec_step": "3.2",
                      "action": "read_port",
                      "outcome": "not_applicable",
                      "detail": "no port in the name",
                      "name": "matrix.example.org"
                    },
                    {
                      "spec_step": "3.3",
                      "action": "look_up",
                      "outcome": "absent",
                      "detail": "no such name",
                      "name": "_matrix-fed._tcp.matrix.example.org",
                      "type": "SRV",
                      "rcode": "NXDOMAIN",
                      "source": "192.0.2.53:53",
                      "duration_ms": 9
                    },
                    {
                      "spec_step": "3.4",
                      "action": "look_up",
                      "outcome": "found",
                      "detail": "10 5 8448 hs.example.org",
                      "name": "_matrix._tcp.matrix.example.org",
                      "type": "SRV",
                      "rcode": "NOERROR",
                      "records": [{ "priority": 10, "weight": 5, "port": 8448, "target": "hs.example.org", "ttl": 300 }],
                      "source": "192.0.2.53:53",
                      "duration_ms": 9
                    },
                    {
                      "spec_step": "3.4",
                      "action": "look_up",
                      "outcome": "found",
                      "detail": "198.51.100.7",
                      "name": "hs.example.org",
                      "type": "A",
                      "rcode": "NOERROR",
                      "records": [{ "address": "198.51.100.7", "ttl": 60 }],
                      "source": "192.0.2.53:53",
                      "duration_ms": 9
                    },
                    {
                      "spec_step": "3.4",
                      "action": "look_up",
                      "outcome": "absent",
                      "detail": "no address",
                      "name": "hs.example.org",
                      "type": "AAAA",
                      "rcode": "NODATA",
                      "source": "192.0.2.53:53",
                      "duration_ms": 9
                    }
                  ]
                }

                """)
    }

    @Test("What comes out of any world fits the published schema, and what is altered does not")
    func schema() async throws {
        let schema = try JSONSchema(
            parsing: ProjectFile.bytes("Fixtures/schemas/fedctl.resolve.1.json"))
        let worlds: [(DiscoveryWorld, String)] = [
            (.delegated, "example.org"), (.redirected, "example.org"),
            (DiscoveryWorld(http: [], names: []), "gone.example"),
            (DiscoveryWorld(http: [], names: []), "[2001:db8::7]:8448"),
            (DiscoveryWorld(http: [], names: []), "198.51.100.7:0"),
        ]
        for (world, name) in worlds {
            let json = try await world.discover(name).json
            #expect(schema.problems(of: json) == [])
            guard case .object(var altered) = json else { continue }
            altered["schema"] = "fedctl.resolve/2"
            altered["unknown"] = 1
            altered["steps"] = nil
            #expect(schema.problems(of: .object(altered)).count == 3)
        }
    }

    @Test("A failure has a code and a message, and what is unknown is absent")
    func gone() async throws {
        let result = try await DiscoveryWorld(http: [], names: []).discover("gone.example")
        let json = try JSONDocument(parsing: Array(result.json.lineText.utf8)).root
        #expect(json["error"]?["code"]?.string == "no_address")
        #expect(json["error"]?["message"]?.string == "gone.example: no such name")
        #expect(json["destinations"]?.elements.isEmpty == true)
        #expect(json["delegated_name"] == nil)
        #expect(json["srv"] == nil)
        #expect(json["well_known"]?["status"] == nil)
        #expect(json["well_known"]?["error"]?["code"]?.string == "no_address")
        #expect(json["tls_name"]?.string == "gone.example")
        #expect(json["host_header"]?.string == "gone.example")
    }

    @Test("A literal asks nothing, so there is no well-known document")
    func literal() async throws {
        let result = try await DiscoveryWorld(http: [], names: []).discover("198.51.100.7:443")
        let json = try JSONDocument(parsing: Array(result.json.lineText.utf8)).root
        #expect(json["well_known"] == nil)
        #expect(json["error"] == nil)
        #expect(json["spec_step"]?.string == "1")
        #expect(json["destinations"]?.elements.first?["port"]?.integer == 443)
    }

    @Test("A redirect, a failed address and an override are in the step")
    func hops() async throws {
        let result = try await DiscoveryWorld(
            http: [
                .init(
                    "GET", "example.org", "*", at: "127.0.0.1:8443",
                    .redirect(to: "https://www.example.org/m")),
                .init("GET", "www.example.org", "/m", .failure(.refused, "connection refused")),
            ],
            names: [.init(.a, "www.example.org", .addresses("198.51.100.8"))],
            overrides: [
                ConnectOverride(
                    host: "example.org", port: 443, newHost: "127.0.0.1", newPort: 8443)
            ]
        ).discover("example.org")
        let json = try JSONDocument(parsing: Array(result.json.lineText.utf8)).root
        let steps = try #require(json["steps"]?.elements)
        let fetches = steps.filter { $0["action"]?.string == "fetch" }
        #expect(fetches.count == 2)
        #expect(fetches[0]["location"]?.string == "https://www.example.org/m")
        #expect(fetches[0]["connect_to"]?["port"]?.integer == 8443)
        #expect(fetches[1]["attempts"]?.elements.first?["error"]?["code"]?.string == "refused")
        #expect(json["well_known"]?["final_url"]?.string == "https://www.example.org/m")
        #expect(json["well_known"]?["redirects"]?.integer == 1)
    }
}
