import FederationCore

extension XMatrixClaim {
    /// What `header` claims.
    init(_ header: XMatrixHeader) {
        self.init(
            origin: header.origin.description, destination: header.destination?.description,
            keyID: header.keyID.description, signature: header.signature)
    }
}
