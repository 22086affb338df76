import FederationCore
import ServerDiscovery
import TestSupport
import Testing

@Suite("Redirects of well-known documents")
struct WellKnownRedirectTests {
    private static let path = "/.well-known/matrix/server"

    private static func discover(_ rows: [CannedHTTP.Row]) async throws -> (
        DiscoveryResult, CannedHTTP
    ) {
        let world = World(
            http: rows,
            names: [
                .init(.a, "example.org", .addresses("198.51.100.7")),
                .init(.aaaa, "example.org", .noData),
                .init(.a, "www.example.org", .addresses("198.51.100.8")),
                .init(.aaaa, "www.example.org", .noData),
                .init(.srv, "_matrix-fed._tcp.example.org", .noSuchName),
                .init(.srv, "_matrix._tcp.example.org", .noSuchName),
            ])
        let result = try await ServerDiscovery(environment: world.environment())
            .discover(ServerName(parsing: "example.org"))
        return (result, world.http)
    }

    @Test(
        "A redirect leads where its Location says",
        arguments: [
            ("https://www.example.org/m", "www.example.org/m", 301),
            ("HTTPS://www.example.org/m?a=b#c", "www.example.org/m?a=b", 302),
            ("https://www.example.org", "www.example.org/", 303),
            ("https://www.example.org?x", "www.example.org/?x", 307),
            ("https://www.example.org:443/m", "www.example.org/m", 308),
            ("https://www.example.org:8443/m", "www.example.org:8443/m", 301),
            ("https://198.51.100.9/m", "198.51.100.9/m", 301),
            ("https://[2001:db8::9]:8443/m", "[2001:db8::9]:8443/m", 301),
            ("//www.example.org/m", "www.example.org/m", 301),
            ("/m", "example.org/m", 301), ("m", "example.org/.well-known/matrix/m", 301),
            ("?q", "example.org/.well-known/matrix/server?q", 301),
            ("../m", "example.org/.well-known/m", 301),
            ("../../../../m", "example.org/m", 301),
            ("./a/./b/..", "example.org/.well-known/matrix/a/", 301),
            ("/a%2Fb", "example.org/a%2Fb", 301),
        ])
    func location(_ location: String, leadsTo url: String, status: Int) async throws {
        let end = try #require(url.firstIndex(of: "/"))
        let (result, http) = try await Self.discover([
            .init("GET", "example.org", Self.path, .redirect(to: location, status: status)),
            .init(
                "GET", String(url[..<end]), String(url[end...]),
                .json(#"{"m.server":"203.0.113.5"}"#)),
        ])
        #expect(http.asked == ["GET https://example.org\(Self.path)", "GET https://\(url)"])
        #expect(result.delegatedName?.description == "203.0.113.5")
        #expect(result.wellKnown?.redirectCount == 1)
        #expect(result.wellKnown?.hops.map { $0.response?.status } == [status, 200])
    }

    @Test("A redirect's port and name are those that are connected to and verified")
    func route() async throws {
        let (_, http) = try await Self.discover([
            .init("GET", "example.org", Self.path, .redirect(to: "https://www.example.org:8443/")),
            .init("GET", "www.example.org:8443", "/", .json(#"{"m.server":"203.0.113.5"}"#)),
        ])
        let asked = try #require(http.journal.last)
        #expect(asked.address == "198.51.100.8:8443")
        #expect(asked.route.tlsName == .name("www.example.org"))
    }

    @Test(
        "A redirect that must not be followed is not",
        arguments: [
            ("http://example.org/m", "redirect to 'http://example.org/m', which is not https"),
            ("ftp://example.org/m", "redirect to 'ftp://example.org/m', which is not https"),
            ("javascript:alert(1)", "redirect to 'javascript:alert(1)', which is not https"),
            ("https:m", "redirect to 'https:m': it names no host"),
            ("https:///m", "redirect to 'https:///m': the server name is empty"),
            ("https://a@example.org/", "redirect to 'https://a@example.org/': the character '@'"),
            ("https://example.org:x/", "redirect to 'https://example.org:x/': the port 'x'"),
            ("/a b", "redirect to '/a b': it holds what no URL holds"),
            ("/\u{1b}[2J", "redirect to '/\u{1b}[2J': it holds what no URL holds"),
            ("", "redirects in a loop"), ("server", "redirects in a loop"),
            ("https://example.org/.well-known/matrix/server#x", "redirects in a loop"),
        ])
    func refused(_ location: String, reason: String) async throws {
        let (result, http) = try await Self.discover([
            .init("GET", "example.org", Self.path, .redirect(to: location))
        ])
        #expect(http.asked.count == 1)
        let failure = try #require(result.wellKnown?.failure)
        #expect(failure.description.hasPrefix(reason), "\(failure)")
        #expect(result.specStep == "6")
    }

    @Test("A redirect without a Location is said to be one")
    func noLocation() async throws {
        let (result, _) = try await Self.discover([
            .init("GET", "example.org", Self.path, .status(302))
        ])
        #expect(result.wellKnown?.failure == .redirectWithoutLocation(status: 302))
    }

    @Test("A loop over several hosts ends at the first URL that comes again")
    func loop() async throws {
        let (result, http) = try await Self.discover([
            .init("GET", "example.org", Self.path, .redirect(to: "https://www.example.org/m")),
            .init(
                "GET", "www.example.org", "/m", .redirect(to: "https://example.org\(Self.path)")),
        ])
        #expect(http.asked.count == 2)
        #expect(
            result.wellKnown?.failure == .redirectLoop(url: "https://example.org\(Self.path)"))
    }

    @Test("Five redirects are followed, and the sixth is not")
    func limit() async throws {
        func rows(redirects: Int) -> [CannedHTTP.Row] {
            var rows = [CannedHTTP.Row("GET", "example.org", Self.path, .redirect(to: "/1"))]
            for number in 1..<redirects {
                rows.append(
                    .init("GET", "example.org", "/\(number)", .redirect(to: "/\(number + 1)")))
            }
            let document = #"{"m.server":"203.0.113.5"}"#
            return rows + [.init("GET", "example.org", "/\(redirects)", .json(document))]
        }
        let (five, _) = try await Self.discover(rows(redirects: 5))
        #expect(five.delegatedName != nil)
        #expect(five.wellKnown?.redirectCount == 5)
        let (six, http) = try await Self.discover(rows(redirects: 6))
        #expect(six.wellKnown?.failure == .tooManyRedirects(url: "https://example.org/6"))
        #expect(http.asked.count == 6)
    }
}
