import FederationCore
import Testing

@Suite("SHA-256")
struct SHA256Tests {
    @Test(
        "The hashes are the known ones",
        arguments: [
            ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"),
            ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0"),
        ])
    func known(text: String, hash: String) {
        #expect(UnpaddedBase64.encode(sha256(Array(text.utf8))) == hash)
        #expect(UnpaddedBase64.encode(sha256(Array(text.utf8)[...])) == hash)
    }

    @Test("Pieces make the hash of the whole")
    func pieces() {
        let whole = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        var hasher = SHA256Hasher()
        hasher.update(whole[..<1])
        hasher.update([])
        hasher.update(whole[1..<700].lazy.map { $0 })
        hasher.update(whole[700...])
        #expect(hasher.finalize() == sha256(whole))
        #expect(sha256(whole[1...]) != sha256(whole))
    }
}
