public import FederationCore

/// What came of a well-known document.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#getwell-knownmatrixserver>
public struct WellKnownResult: Sendable, Hashable {
    /// The requests, in order: more than one where there were redirects.
    public var hops: [WellKnownHop]
    /// What it says.
    public var outcome: Outcome
    /// How long that may be kept.
    public var lifetime: CacheLifetime
    /// How long it all took, in milliseconds.
    public var milliseconds: Double

    /// What a well-known document says.
    public enum Outcome: Sendable, Hashable {
        /// Requests go to another name.
        case delegated(ServerName)
        /// Nothing, and why.
        case failed(WellKnownFailure)
    }

    /// A result.
    public init(
        hops: [WellKnownHop], outcome: Outcome, lifetime: CacheLifetime, milliseconds: Double = 0
    ) {
        self.hops = hops
        self.outcome = outcome
        self.lifetime = lifetime
        self.milliseconds = milliseconds
    }

    /// The most bytes of body that are read: 50 KiB.
    public static let maximumBodyBytes = 50 << 10
    /// The most redirects that are followed.
    public static let maximumRedirects = 5
    /// The statuses that are redirects.
    public static let redirectStatuses: Set<Int> = [301, 302, 303, 307, 308]

    /// The last answer, where there was one.
    public var response: HTTPResponse? { hops.last?.response }

    /// The media type of the last answer.
    public var contentType: String? { response?.mediaType }

    /// How many redirects were followed.
    public var redirectCount: Int { max(0, hops.count - 1) }

    /// Why the document delegates nothing; none where it does.
    public var failure: WellKnownFailure? {
        guard case .failed(let failure) = outcome else { return nil }
        return failure
    }
}
