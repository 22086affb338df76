import FederationCore

extension EventIDFormat {
    /// The form that an event ID then has.
    var form: EventID.Form {
        switch self {
        case .serverChosen: .serverChosen
        case .referenceHash: .referenceHash
        case .urlSafeReferenceHash: .urlSafeReferenceHash
        }
    }

    /// What such an event ID looks like.
    var words: String {
        switch self {
        case .serverChosen: "'$local:server'"
        case .referenceHash: "'$' and a hash in the standard alphabet"
        case .urlSafeReferenceHash: "'$' and a hash in the URL-safe alphabet"
        }
    }
}
