import FederationClient
import FederationCore
import FoundationEssentials
import TestSupport

/// A homeserver `peer.test:8449` with an IPv4 and an IPv6 address, and a client that asks it.
struct PeerWorld {
    let name: ServerName
    let http: CannedHTTP
    let names: CannedNames
    let environment: FederationEnvironment
    let client: FederationClient

    init(
        name: String = "peer.test:8449", http: [CannedHTTP.Row] = [],
        names: [CannedNames.Row] = [
            .init(.a, "peer.test", .addresses("203.0.113.1")),
            .init(.aaaa, "peer.test", .addresses("2001:db8::1")),
        ], stepTimeout: Duration = .seconds(10)
    ) throws {
        self.name = try ServerName(parsing: name)
        self.http = CannedHTTP(http)
        self.names = CannedNames(names)
        environment = FederationEnvironment(
            http: self.http, names: self.names, tls: CannedTLS(),
            time: FixedTime(now: Date(timeIntervalSince1970: 1_800_000_000)),
            stepTimeout: stepTimeout, userAgent: "fedctl/test")
        client = FederationClient(environment: environment)
    }

    func get(_ target: String) throws -> FederationRequest {
        try request("GET", target)
    }

    func request(
        _ method: String, _ target: String, body: RequestBody? = nil
    ) throws -> FederationRequest {
        try FederationRequest(method: method, target: target, to: name, body: body)
    }
}
