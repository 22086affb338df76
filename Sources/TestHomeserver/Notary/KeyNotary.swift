import FederationCore
import SigningKeys

/// Fetches the key documents of other servers, and keeps those that verify.
///
/// A server is asked again where its document is not valid for as long as it is asked for, though not
/// more often than once a minute; many questions at once make one request. What is kept outlives its
/// server.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#querying-keys-through-another-server>
actor KeyNotary {
    private let requester: any FederationRequesting
    private let time: any TimeSource
    private var documents: [ServerName: KeptDocument] = [:]
    /// When each server was asked last.
    private var attempts: [ServerName: Int64] = [:]
    private var running: [ServerName: [CheckedContinuation<Void, Never>]] = [:]

    /// For how long a server is not asked again.
    static let retryInterval: Int64 = 60_000
    /// Of how many servers documents are kept.
    static let serverLimit = 1_000

    /// A notary that asks with `requester`.
    init(asking requester: any FederationRequesting, time: any TimeSource) {
        self.requester = requester
        self.time = time
    }

    /// The document of `server`, as fresh as it can be had: valid until `minimum`, in milliseconds
    /// since the Unix epoch, where the server has such a one; nil where there is none at all.
    func document(of server: ServerName, validUntil minimum: Int64) async -> [UInt8]? {
        while running[server] != nil {
            await withCheckedContinuation { running[server]?.append($0) }
        }
        if needsFetch(server, minimum) { await fetch(server) }
        return documents[server]?.bytes
    }

    private func needsFetch(_ server: ServerName, _ minimum: Int64) -> Bool {
        if let kept = documents[server], kept.validUntil >= minimum { return false }
        guard let last = attempts[server] else { return true }
        return UTCTime(time.now).milliseconds - last >= Self.retryInterval
    }

    private func fetch(_ server: ServerName) async {
        running[server] = []
        attempts[server] = UTCTime(time.now).milliseconds
        let query = NotaryQuery(asking: requester, time: time)
        let published = await query.published(by: server)
        if let report = published.report, report.verified != nil, let end = report.validUntil {
            documents[server] = KeptDocument(bytes: report.bytes, validUntil: end)
        }
        for waiter in running.removeValue(forKey: server) ?? [] { waiter.resume() }
        if attempts.count > Self.serverLimit { forgetOldest() }
    }

    /// Makes room: whoever was asked longest ago goes first.
    private func forgetOldest() {
        guard let oldest = attempts.min(by: { $0.value < $1.value })?.key else { return }
        attempts[oldest] = nil
        documents[oldest] = nil
    }
}
