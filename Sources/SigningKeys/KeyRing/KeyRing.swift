public import FederationCore
import FoundationEssentials

/// Looks up keys: those that are known first, then, where it may, by asking the server itself.
///
/// A server is asked once, and again when its document has run out; many lookups at once make one
/// request. Only keys of documents that verify are taken.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#retrieving-server-keys>
public actor KeyRing: VerifyKeyProviding {
    private var known: KnownKeys
    private let requester: (any FederationRequesting)?
    private let time: any TimeSource
    private var fetches: [ServerName: Fetch] = [:]

    /// How the request for the keys of one server goes.
    private enum Fetch {
        case running(waiters: [CheckedContinuation<Void, Never>])
        /// What was the matter with the answer; none where it was good.
        case done(problem: String?, at: Int64)
    }

    /// For how long a failure is not tried again.
    private static let retryInterval: Int64 = 60_000

    /// A ring.
    ///
    /// - Parameters:
    ///   - known: The keys to begin with.
    ///   - requester: Asks servers for their keys; without one, nobody is asked.
    ///   - time: Tells the time.
    public init(
        known: KnownKeys = KnownKeys(), fetchingWith requester: (any FederationRequesting)? = nil,
        time: any TimeSource
    ) {
        self.known = known
        self.requester = requester
        self.time = time
    }

    /// Looks up one key of `server`.
    public func verifyKey(_ keyID: KeyID, of server: ServerName) async -> VerifyKeyLookup {
        if let found = known.lookUp(keyID, of: server), isFresh(found) { return found }
        guard let requester else {
            return known.lookUp(keyID, of: server)
                ?? .unknown(reason: "\(keyID) is not among the keys that were given")
        }
        await fetchOnce(server, with: requester)
        if let found = known.lookUp(keyID, of: server) { return found }
        if case .done(let problem?, _)? = fetches[server] { return .unknown(reason: problem) }
        let names = known.keyIDs(of: server).map(\.description).joined(separator: ", ")
        return .unknown(
            reason: names.isEmpty
                ? "no key of \(server) is known" : "\(server) has no key \(keyID), only \(names)")
    }

    /// The keys that are known by now, without asking anybody.
    public var knownKeys: KnownKeys { known }

    /// Whether a key need not be asked for again.
    private func isFresh(_ lookup: VerifyKeyLookup) -> Bool {
        guard case .found(_, .current(let until)) = lookup else { return true }
        return until > now
    }

    private var now: Int64 { UTCTime(time.now).milliseconds }

    /// Asks `server`, or waits for whoever is asking already.
    private func fetchOnce(_ server: ServerName, with requester: any FederationRequesting) async {
        while case .running(let waiters)? = fetches[server] {
            await withCheckedContinuation { continuation in
                fetches[server] = .running(waiters: waiters + [continuation])
            }
        }
        if case .done(_, let moment)? = fetches[server], now - moment < Self.retryInterval {
            return
        }
        fetches[server] = .running(waiters: [])
        let problem = await fetch(server, with: requester)
        let former = fetches[server]
        // A request that was given up says nothing about the server: the next in line asks again.
        fetches[server] = Task.isCancelled ? nil : .done(problem: problem, at: now)
        if case .running(let waiters)? = former { for waiter in waiters { waiter.resume() } }
    }

    /// Asks `server` for its keys; what was the matter, where something was.
    private func fetch(
        _ server: ServerName, with requester: any FederationRequesting
    ) async -> String? {
        guard let endpoint = Endpoint.named("server-keys") else {
            return "the table of endpoints has no row 'server-keys'"
        }
        let exchange: FederationExchange
        do {
            let request = try FederationRequest(endpoint, to: server)
            exchange = try await requester.send(request, signedBy: nil)
        } catch {
            return "\(error)"
        }
        guard exchange.response.status == 200 else {
            return "\(server) answers \(exchange.response.status) when asked for its keys"
        }
        let addition = known.add(exchange.response.body, of: server, now: time.now)
        guard !addition.accepted.isEmpty else {
            return "the keys of \(server) cannot be used: "
                + addition.refusals.joined(separator: "; ")
        }
        return nil
    }
}
