import FederationCore
import Testing

@Suite("Percent-encoding")
struct PercentEncodingTests {
    @Test("Unreserved characters stay, all others are encoded")
    func encode() {
        #expect(PercentEncoding.encode("azAZ09-._~") == "azAZ09-._~")
        #expect(
            PercentEncoding.encode("!@#$&'()*+,/:;=?[] %")
                == "%21%40%23%24%26%27%28%29%2A%2B%2C%2F%3A%3B%3D%3F%5B%5D%20%25")
        #expect(PercentEncoding.encode("é\u{0}") == "%C3%A9%00")
        #expect(PercentEncoding.encode("%40") == "%2540")
    }

    @Test(
        "Decoding is done once, and leaves what is no encoding",
        arguments: [
            ("%2540", "%40"), ("%zz%4", "%zz%4"), ("%C3%A9", "é"), ("a+b", "a+b"),
            ("%FF", "\u{FFFD}"),
            ("%", "%"), ("%4a%4A", "JJ"),
        ])
    func decode(text: String, expected: String) {
        #expect(PercentEncoding.decode(text) == expected)
    }

    @Test("A query is read in order, a plus is a space")
    func query() {
        let items = PercentEncoding.queryItems(ofTarget: "/p?v=%24a&v=b+c&&x&y=1=2&?=%26")
        #expect(items.map(\.name) == ["v", "v", "x", "y", "?"])
        #expect(items.map(\.value) == ["$a", "b c", "", "1=2", "&"])
        #expect(PercentEncoding.queryItems(ofTarget: "/p").isEmpty)
        #expect(PercentEncoding.queryItems(ofTarget: "/p?").isEmpty)
    }
}
