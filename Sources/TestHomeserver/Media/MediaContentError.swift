/// Why the files that a server should have cannot be.
enum MediaContentError: Error, Hashable, CustomStringConvertible {
    /// The identifier has other characters than identifiers may have, or none.
    case badID(String)
    /// Two files have the same identifier.
    case repeatedID(String)
    /// The type, the name or the address cannot stand in a header.
    case badHeader(id: String, text: String)
    /// A thumbnail has no size that a picture can have.
    case badSize(id: String)

    var description: String {
        switch self {
        case .badID(let id):
            "media: expected an id of letters, digits, '_', '-' and '.', found '\(id)'"
        case .repeatedID(let id): "media: '\(id)' is there twice"
        case .badHeader(let id, let text):
            "media: \(id): '\(text)' cannot stand in a header"
        case .badSize(let id): "media: \(id): a thumbnail is 1 to 65535 pixels wide and high"
        }
    }
}
