public import FederationCore

extension VirtualServer {
    /// What it signs with as a policy server: another key than the one that it publishes, made from
    /// that one's seed.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#policy-servers>
    public var policyKey: SigningKey {
        get throws(SigningKeyError) {
            try SigningKey(
                keyID: .policyServer, seed: signingKey.seed.derived(for: ["policy server"]))
        }
    }
}
