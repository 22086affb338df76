import FederationCore

/// A key as a document lists it; compared by its bytes, however they are written.
struct NotaryKey {
    let keyID: String
    let state: KeyDocumentRow.State
    let value: String

    /// The bytes of the ID: two names that look alike are two names.
    var name: [UInt8] { Array(keyID.utf8) }

    /// The key in the one form that Matrix has for it.
    var canonicalValue: String { SentBase64(value).expected ?? value }
}
