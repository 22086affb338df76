public import FederationCore
public import RoomEvents

/// Why an event was not accepted.
public enum ReceiptCause: Sendable, Hashable, CustomStringConvertible {
    /// It is no event of the room version.
    case malformed(EventFormatError)
    /// It belongs to another room than the rest.
    case otherRoom(RoomID, expected: RoomID)
    /// An event of the same ID came before it.
    case repeated
    /// Not everyone signed who has to; these did not.
    case unsigned([RequiredSignatureVerdict])
    /// The authorisation rules refuse it: the rule, the event that it failed against, the reason.
    case refused(rule: AuthRule, against: EventID?, reason: String)
    /// The policy server of the room did not sign it.
    case unsignedByPolicyServer(ServerName)
    /// Events that it names in `auth_events` are not there.
    case missingAuthEvents([EventID])
    /// Events that it names in `prev_events` are not there, or the state after them is not known.
    case missingPreviousEvents([EventID])
    /// Events of the state that is said to be before it are not there.
    case missingStateEvents([EventID])
    /// What is said to be the state before it has these, which are no state or one too many for the same.
    case unusableState([EventID])
    /// There would be more than this many events with nothing behind them.
    case tooManyExtremities(limit: Int)
    /// Resolving the states of the room took more than this many judgements.
    case tooMuchWork(limit: Int)
    /// Resolving the states of the room passed more than this many events.
    case tooLongChains(limit: Int)

    /// The cause in words.
    public var description: String {
        switch self {
        case .malformed(let error): "\(error)"
        case .otherRoom(let room, let expected):
            "it is of the room \(room), and the others are of \(expected)"
        case .repeated: "an event of the same ID came before"
        case .unsigned(let verdicts): verdicts.map(\.description).joined(separator: "; ")
        case .refused(let rule, _, let reason): "\(rule): \(reason)"
        case .unsignedByPolicyServer(let server): "the policy server \(server) did not sign it"
        case .missingAuthEvents(let ids): "its auth events \(Self.words(ids)) are not there"
        case .missingPreviousEvents(let ids):
            "the state before it is not known, for want of \(Self.words(ids))"
        case .missingStateEvents(let ids):
            "the state before it is given with \(Self.words(ids)), not there"
        case .unusableState(let ids):
            "what is given as the state before it is none, for \(Self.words(ids))"
        case .tooManyExtremities(let limit):
            "more than \(limit) events have nothing behind them, too many to resolve their states"
        case .tooMuchWork(let limit):
            "resolving the states of the room took more than \(limit) judgements"
        case .tooLongChains(let limit):
            "resolving the states of the room passed more than \(limit) events of auth chains"
        }
    }

    private static func words(_ ids: [EventID]) -> String {
        let rest = ids.count > 3 ? " and \(ids.count - 3) more" : ""
        return ids.prefix(3).map(\.description).joined(separator: ", ") + rest
    }
}
