import FederationCore

extension CommandFailure {
    /// How a command ends whose request has no answer.
    init(requestError error: FederationRequestError) {
        switch error {
        case .noIdentity: self = .usage("\(error)", hint: error.hint)
        case .cannotSign: self = .badInput("\(error)", hint: error.hint)
        case .noDestination(_, let steps):
            self = .unreachable("\(error)", hint: steps.joined(separator: "\n"))
        case .noAnswer: self = .unreachable("\(error)", hint: error.hint)
        }
    }
}
