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
    /// A thumbnail is of another size than the one that is said.
    case otherSize(id: String, said: String, found: String)
    /// There is no file of the path that can be read.
    case noFile(id: String, path: String)
    /// There is no folder of the path.
    case noFolder(String)

    var description: String {
        switch self {
        case .badID(let id):
            "media: expected an id of letters, digits, '_', '-' and '.', found '\(id)'"
        case .repeatedID(let id): "media: '\(id)' is there twice"
        case .badHeader(let id, let text):
            "media: \(id): '\(text)' cannot stand in a header"
        case .badSize(let id): "media: \(id): a thumbnail is 1 to 65535 pixels wide and high"
        case .otherSize(let id, let said, let found):
            "media: \(id): a thumbnail is said to be \(said), and is \(found)"
        case .noFile(let id, let path):
            "media: \(id): path: expected a file, found none at '\(path)'"
        case .noFolder(let path): "media_folder: expected a folder, found none at '\(path)'"
        }
    }

    /// What can be done about it.
    var hint: String? {
        switch self {
        case .noFile, .noFolder:
            "a path without '/' at its start begins where the process was started"
        case .badID, .repeatedID, .badHeader, .badSize, .otherSize: nil
        }
    }
}
