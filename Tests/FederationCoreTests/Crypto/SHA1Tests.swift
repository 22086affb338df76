import FederationCore
import Testing

@Suite("SHA-1")
struct SHA1Tests {
    @Test(
        "The hashes are the known ones",
        arguments: [
            ("", "2jmj7l5rSw0yVb/vlWAYkK/YBwk"), ("abc", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0"),
        ])
    func known(text: String, hash: String) {
        #expect(UnpaddedBase64.encode(sha1(text.utf8)) == hash)
    }
}
