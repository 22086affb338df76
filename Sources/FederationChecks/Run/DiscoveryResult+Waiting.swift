import FederationCore
import ServerDiscovery

extension DiscoveryResult {
    /// What was waited for when it was cancelled; none where nothing was.
    var awaited: String? {
        for step in steps {
            switch step.action {
            case .lookUp(let answer):
                if answer.outcome == .cancelled { return "DNS had not answered \(answer.question)" }
            case .fetch(let hop):
                if let answer = hop.addressAnswers.first(where: { $0.outcome == .cancelled }) {
                    return "DNS had not answered \(answer.question)"
                }
                if hop.attempts.contains(where: { $0.error?.phase == .cancelled }) {
                    return "no answer from \(hop.url) by then"
                }
            default: continue
            }
        }
        return nil
    }
}
