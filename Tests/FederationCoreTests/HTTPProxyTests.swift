import FederationCore
import Testing

@Suite("URLs of HTTP proxies")
struct HTTPProxyTests {
    @Test(
        "Host, port and user are read, and the password is never shown",
        arguments: [
            ("http://proxy.test:3128", "proxy.test:3128", nil),
            ("proxy.test", "proxy.test:1080", nil),
            ("HTTP://[::1]:8080/", "[::1]:8080", nil),
            ("http://a:b@192.0.2.1", "192.0.2.1:1080", "Basic YTpi"),
            ("http://a%40b@proxy.test:1", "proxy.test:1", "Basic YUBiOg=="),
        ] as [(String, String, String?)])
    func reading(url: String, place: String, authorization: String?) throws {
        let proxy = try HTTPProxy(parsing: url)
        #expect(proxy.description == place)
        #expect(proxy.authorization == authorization)
    }

    @Test(
        "What is no URL of an HTTP proxy is refused",
        arguments: ["socks5://proxy.test", "https://proxy.test", "http://", "http://a b:80"])
    func refusal(url: String) {
        #expect(throws: HTTPProxyError.self) { try HTTPProxy(parsing: url) }
    }

    @Test(
        "The URL of any proxy is shown without its user, even where the password holds @ and /",
        arguments: [
            ("socks5h://a:b@proxy.test:1/x", "socks5h://proxy.test:1", "a:b"),
            ("http://a:p@s/s@proxy.test:1", "http://proxy.test:1", "a:p@s/s"),
            ("proxy.test:1", "proxy.test:1", nil),
        ] as [(String, String, String?)])
    func parts(url: String, shown: String, user: String?) {
        #expect(ProxyURL(url).withoutUser == shown)
        #expect(ProxyURL(url).user == user)
    }
}
