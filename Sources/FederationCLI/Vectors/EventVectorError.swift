import MatrixJSON

/// Why a file holds no vector.
enum EventVectorError: Error, CustomStringConvertible {
    /// It is no JSON.
    case notJSON(String, JSONSyntaxError)
    /// It is no object with `kind`, `room_version` and `expect`.
    case notAVector(String)

    /// The error in words.
    var description: String {
        switch self {
        case .notJSON(let name, let error): "\(name): \(error)"
        case .notAVector(let name):
            "\(name): expected an object with 'kind', 'room_version' and 'expect'"
        }
    }
}
