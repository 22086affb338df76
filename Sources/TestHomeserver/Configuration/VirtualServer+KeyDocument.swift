import FederationCore
import SigningKeys

extension VirtualServer {
    /// The key document that is served at the time `now`, in milliseconds since the Unix epoch.
    func keyDocument(now: Int64) throws(KeyDocumentError) -> [UInt8] {
        let validity = Int64(keyValidity / .milliseconds(1))
        let document = KeyDocument(
            serverName: name, verifyKeys: [signingKey.publicKey], oldVerifyKeys: oldVerifyKeys,
            validUntil: now + validity)
        return try document.signed(by: [signingKey])
    }
}
