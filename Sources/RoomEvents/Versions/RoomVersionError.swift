/// Why a text names no room version.
public enum RoomVersionError: Error, Sendable, CustomStringConvertible {
    /// It names none that is known.
    case unknown(String)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .unknown(let text): "there is no room version '\(text)'"
        }
    }

    /// What can be done about it.
    public var hint: String {
        let known = RoomVersion.all.map(\.identifier).joined(separator: ", ")
        return "the room versions are \(known)"
    }
}
