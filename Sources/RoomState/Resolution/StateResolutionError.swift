public import FederationCore

/// Why states cannot be resolved.
public enum StateResolutionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A state names an event that is not there.
    case missing(EventID, StateTuple)
    /// A state names an event that is the state of something else, or no state.
    case mismatch(EventID, StateTuple, found: StateTuple?)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .missing(let id, let tuple):
            "the state of \(Self.words(tuple)) is the event \(id), which is not there"
        case .mismatch(let id, let tuple, let found):
            "the event \(id) is given as the state of \(Self.words(tuple)), and is "
                + (found.map { "that of \(Self.words($0))" } ?? "no state")
        }
    }

    private static func words(_ tuple: StateTuple) -> String {
        tuple.stateKey.isEmpty ? tuple.type : "\(tuple.type) '\(tuple.stateKey)'"
    }
}
