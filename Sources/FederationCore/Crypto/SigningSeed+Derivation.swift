extension SigningSeed {
    /// Another secret, for `purpose`: always the same one, from which this one cannot be computed.
    ///
    /// No two lists of words give the same secret.
    public func derived(for purpose: [String]) -> SigningSeed {
        var hasher = SHA256Hasher()
        withSecretBytes { hasher.update($0) }
        for word in purpose {
            hasher.update("\(word.utf8.count):".utf8)
            hasher.update(word.utf8)
        }
        return SigningSeed(memory: SecretMemory(hasher.finalize()))
    }
}
