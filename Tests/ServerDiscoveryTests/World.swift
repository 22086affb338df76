import FederationCore
import FoundationEssentials
import TestSupport

/// What there is to be found: a table of HTTP answers and one of DNS answers.
///
/// Unless the tables say otherwise, `example.org` has the address 198.51.100.7 and nothing else exists.
struct World {
    let http: CannedHTTP
    let names: CannedNames
    private let tls = CannedTLS()

    init(http: [CannedHTTP.Row] = [], names: [CannedNames.Row]? = nil) {
        self.http = CannedHTTP(http)
        let usual: [CannedNames.Row] = [
            .init(.a, "example.org", .addresses("198.51.100.7"))
        ]
        self.names = CannedNames(names ?? usual, others: names == nil ? .noSuchName : nil)
    }

    /// The world, asked with these limits.
    func environment(
        families: Set<IPAddress.Family> = [.v4, .v6], overrides: [ConnectOverride] = [],
        stepTimeout: Duration = .seconds(10), verifiesCertificates: Bool = true
    ) -> FederationEnvironment {
        FederationEnvironment(
            http: http, names: names, tls: tls,
            time: FixedTime(now: Date(timeIntervalSince1970: 1_800_000_000)), families: families,
            connectOverrides: overrides, stepTimeout: stepTimeout,
            verifiesCertificates: verifiesCertificates)
    }
}
