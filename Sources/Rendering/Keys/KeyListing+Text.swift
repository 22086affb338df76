import FederationCore
import SigningKeys

extension KeyListing {
    /// The listing for people, a line a fact.
    public var text: String {
        var lines: [String] = []
        if let writtenTo { lines.append("wrote \(writtenTo.escapedForTerminal) (mode 0600)") }
        for key in keys {
            lines.append("key id      \(key.keyID)")
            lines.append("public key  \(key.base64)")
        }
        if writtenTo == nil { lines.append("format      \(format.rawValue)") }
        return lines.map { $0 + "\n" }.joined()
    }
}
