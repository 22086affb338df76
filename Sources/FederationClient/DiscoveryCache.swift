import FederationCore
import ServerDiscovery

/// What discovery found, by server name; kept as long as the process lives.
actor DiscoveryCache {
    private var results: [ServerName: DiscoveryResult] = [:]

    /// What was found for `name`.
    func result(for name: ServerName) -> DiscoveryResult? {
        results[name]
    }

    /// Keeps `result` where it leads somewhere; a failure may be gone the next time.
    func keep(_ result: DiscoveryResult) {
        guard !result.destinations.isEmpty else { return }
        results[result.serverName] = result
    }
}
