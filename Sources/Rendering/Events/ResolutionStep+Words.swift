import FederationCore
import RoomState

extension ResolutionStep {
    /// What came of the step in words.
    var words: String {
        let taken = replaced.map { ", in place of \($0)" } ?? ""
        switch outcome {
        case .judged(.allowed(let rule)): return "allowed by \(rule)\(taken)"
        case .judged(.rejected(let rule, let against, let reason)):
            return "rejected by \(rule): \(reason)" + (against.map { ", against \($0)" } ?? "")
        case .notState: return "no state event"
        case .takenUnjudged: return "taken without being judged\(taken)"
        case .notReached: return "not looked at"
        }
    }
}

extension EventFate {
    /// What became of the event in words.
    var words: String {
        switch outcome {
        case .won: "won"
        case .refused(let rule, let against, let reason):
            "lost: rejected by \(rule): \(reason)" + (against.map { ", against \($0)" } ?? "")
        case .replaced(let id): "lost: \(id) came later and took its place"
        case .unconflicted(let id): "lost: all states agree on \(id)"
        case .notReached(let id):
            "lost: not looked at" + (id.map { ", because \($0) had won" } ?? "")
        case .notState: "no state event"
        }
    }

    /// The name of the outcome for machines.
    var name: String {
        switch outcome {
        case .won: "won"
        case .refused: "refused"
        case .replaced: "replaced"
        case .unconflicted: "unconflicted"
        case .notReached: "not-reached"
        case .notState: "not-state"
        }
    }
}
