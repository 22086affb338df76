public import FederationCore
import SigningKeys

/// Everything that was gathered from one destination; the checks are functions over it.
public struct DestinationFacts: Sendable {
    /// Where it was gathered.
    public var destination: Destination
    /// The handshake.
    public var handshake: Gathered<Result<TLSProbeResult, TLSProbeError>>
    /// The handshake that offered TLS 1.2 alone.
    public var olderHandshake: Gathered<Result<TLSProbeResult, TLSProbeError>>
    /// The exchange for the version.
    public var version: Gathered<ExchangeFacts>
    /// The exchange for the key document.
    public var keyDocument: Gathered<ExchangeFacts>
    /// The exchange for a path that no homeserver knows.
    public var unknownPath: Gathered<ExchangeFacts>
    /// The exchanges of the route map, in the order of ``RouteProbe/all``.
    public var routes: Gathered<[RouteAnswer]>

    /// The key document, judged; none where no answer brought one, and before it was read.
    var keyReport: KeyDocumentReport?

    /// A fact, or why there is none.
    public enum Gathered<Value: Sendable>: Sendable {
        /// It was asked for.
        case made(Value)
        /// It was not asked for; the reason says why.
        case notMade(String)

        /// What was gathered.
        public var value: Value? {
            if case .made(let value) = self { value } else { nil }
        }

        /// Why nothing was gathered.
        public var reason: String? {
            if case .notMade(let reason) = self { reason } else { nil }
        }
    }

    /// What one path of the route map answered.
    public struct RouteAnswer: Sendable {
        /// The path.
        public var probe: RouteProbe
        /// The exchange.
        public var exchange: ExchangeFacts
    }

    /// Facts of which nothing is known yet.
    public init(destination: Destination, reason: String = "not asked for") {
        self.destination = destination
        handshake = .notMade(reason)
        olderHandshake = .notMade(reason)
        version = .notMade(reason)
        keyDocument = .notMade(reason)
        unknownPath = .notMade(reason)
        routes = .notMade(reason)
    }
}

extension DestinationFacts {
    /// Why `probe` was not made; none where it was.
    func reasonMissing(_ probe: Probe) -> String? {
        switch probe {
        case .handshake: handshake.reason
        case .olderHandshake: olderHandshake.reason
        case .version: version.reason
        case .keyDocument: keyDocument.reason
        case .unknownPath: unknownPath.reason
        case .routes: routes.reason
        }
    }

    /// The completed handshake.
    var completedHandshake: TLSProbeResult? {
        if case .success(let result)? = handshake.value { result } else { nil }
    }

    /// The exchanges that were made, in the order in which they were.
    var exchanges: [ExchangeFacts] {
        [version, keyDocument, unknownPath].compactMap(\.value)
            + (routes.value ?? []).map(\.exchange)
    }

    /// Whether the destination gave any TLS or HTTP answer; a peer that closes without a word gave none.
    var answered: Bool {
        if exchanges.contains(where: { $0.response != nil }) { return true }
        switch handshake.value {
        case .success?: return true
        case .failure(let error)?: return error.phase == .plainHTTP || error.phase == .handshake
        case nil: return false
        }
    }

    /// What stands before the homeserver, as far as any answer showed it.
    var frontEnd: FrontEnd? {
        for response in exchanges.compactMap(\.response) {
            if let frontEnd = FrontEnd(recognisedIn: response) { return frontEnd }
        }
        return nil
    }
}
