import FederationCore
import Testing

@Suite("The router")
struct EndpointMatchTests {
    @Test("A request of a row finds the row, and its parameters", arguments: EndpointExample.all)
    func found(example: EndpointExample) throws {
        let match = Endpoint.match(method: example.method, target: example.target)
        guard case .match(let endpoint, let arguments) = match else {
            Issue.record("not found: \(example.line)")
            return
        }
        #expect(endpoint.name == example.name)
        for parameter in endpoint.parameters(in: .path) {
            let given = example.parameters.first { $0.name == parameter.name }
            #expect(match[parameter.name] == given?.value)
        }
        #expect(arguments.count == endpoint.parameters(in: .path).count)
    }

    @Test(
        "Another method is 405, with the methods that are allowed", arguments: EndpointExample.all)
    func wrongMethod(example: EndpointExample) {
        let allowed = Set(
            Endpoint.all.filter { $0.name == example.name || isSamePath($0, example) }
                .map(\.method))
        for method in ["GET", "POST", "PUT", "DELETE", "HEAD", "get"]
        where !allowed.contains(method) {
            guard
                case .wrongMethod(let found) = Endpoint.match(
                    method: method, target: example.target)
            else {
                Issue.record("expected 405 for \(method) \(example.target)")
                continue
            }
            #expect(Set(found) == allowed)
        }
    }

    private func isSamePath(_ endpoint: Endpoint, _ example: EndpointExample) -> Bool {
        endpoint.path == Endpoint.named(example.name)?.path
    }

    @Test("A path that is a little other is unknown", arguments: EndpointExample.all)
    func unknown(example: EndpointExample) {
        let path = String(example.target.prefix { $0 != "?" })
        let name = Endpoint.named(example.name)
        let others = [
            path + "/", "/" + path, path + "/x/y", String(path.dropFirst()),
            path.replacing("/v", with: "/V"), path.replacing("matrix", with: "m%61trix"),
            path.replacing("/_matrix/", with: "/_matri\u{212A}/"),
        ]
        for other in others where other != path {
            #expect(Endpoint.match(method: name?.method ?? "", target: other) == .unknown)
        }
    }

    @Test(
        "What is no path of the table is unknown",
        arguments: [
            "", "/", "*", "?", "/?", "/_matrix", "/_matrix/federation/v1",
            "/_matrix/federation/v1/event/", "/_matrix/federation/v2/version",
            "/_matrix/key/v2/server/ed25519:1", "https://a/_matrix/federation/v1/version",
            "/_matrix/\u{212A}ey/v2/server", "/_matrix/client/versions",
        ])
    func notThere(target: String) {
        #expect(Endpoint.match(method: "GET", target: target) == .unknown)
    }

    @Test("A named query goes before the general one")
    func specific() {
        let profile = Endpoint.match(
            method: "GET", target: "/_matrix/federation/v1/query/profile?user_id=x")
        guard case .match(let endpoint, []) = profile else {
            Issue.record("expected profile without path parameters")
            return
        }
        #expect(endpoint.name == "profile")
        #expect(profile["queryType"] == nil)
        let other = Endpoint.match(
            method: "GET", target: "/_matrix/federation/v1/query/profiles")
        #expect(other["queryType"] == "profiles")
    }
}
