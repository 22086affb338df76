import FederationCore

/// Which records of a journal are meant.
struct JournalFilter: Sendable {
    /// Those of this virtual server; none means all.
    var server: ServerName?
    /// Those of this row of the endpoint table.
    var endpoint: String?
    /// Those that go this way.
    var direction: ExchangeDirection?
    /// Those that this server says to have sent, or that are for it.
    var peer: ServerName?

    /// Whether `record` is meant.
    func isFor(_ record: ExchangeRecord) -> Bool {
        if let direction, direction != record.direction { return false }
        if let server, server != record.server { return false }
        if let endpoint, endpoint != record.endpoint { return false }
        guard let peer else { return true }
        switch record.event {
        case .answered(let request):
            return request.authorization.claim?.origin == peer.description
        case .sent(let request): return request.destination == peer
        case .failed: return false
        }
    }
}

extension ExchangeRecord {
    /// The virtual server that took part; none where that is not known.
    fileprivate var server: ServerName? {
        switch event {
        case .answered(let request): request.server
        case .sent(let request): request.server
        case .failed: nil
        }
    }

    /// The row of the endpoint table.
    fileprivate var endpoint: String? {
        switch event {
        case .answered(let request): request.endpoint
        case .sent(let request): request.endpoint
        case .failed: nil
        }
    }
}

extension AuthorizationJudgement {
    /// What was claimed, where it could be read.
    fileprivate var claim: XMatrixClaim? {
        switch self {
        case .absent, .unreadable: nil
        case .notJudged(let claim), .accepted(let claim), .refused(let claim, _): claim
        }
    }
}
