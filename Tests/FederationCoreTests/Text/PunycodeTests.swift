import FederationCore
import Testing

@Suite("Punycode")
struct PunycodeTests {
    @Test(
        "What RFC 3492 gives as samples, and what registries hold, is read",
        arguments: [
            ("bcher-kva", "b\u{FC}cher"), ("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
            ("ls8h", "\u{1F4A9}"), ("a", "\u{80}"), ("abc-", "abc"),
            (
                "PorqunopuedensimplementehablarenEspaol-fmd56a",
                "PorquénopuedensimplementehablarenEspañol"
            ),
        ])
    func decodes(text: String, meaning: String) {
        let decoded = Punycode.decode(text)
        #expect(decoded == Array(meaning.unicodeScalars))
    }

    @Test(
        "What stands for nothing is refused",
        arguments: ["0", "99999999", "bcher-kva!", "\u{FC}-a", String(repeating: "9", count: 600)])
    func refuses(text: String) {
        #expect(Punycode.decode(text) == nil)
    }
}
