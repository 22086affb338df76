import FederationCore
import Findings

extension HTTPProbe {
    /// What front ends cut off where they are told to forward another path than the one that came.
    private static let prefixes = ["/_matrix", "/_matrix/federation"]

    /// The version behind what may be cut off, where the homeserver does not know the path of the version.
    static func strippedPrefix(_ facts: DestinationFacts) -> [HTTPQuestion] {
        guard facts.exchange(of: .version).value?.response?.isUnrecognised == true else {
            return []
        }
        return prefixes.map { HTTPQuestion($0 + RouteProbe.version.path) }
    }
}

extension DestinationFacts {
    /// What the front end cuts off the beginning of a path; none where it is not known to.
    var strippedPrefix: String? {
        let found = (exchanges(of: .strippedPrefix).value ?? []).first(where: \.isVersion)
        return found.map { String($0.request.target.dropLast(RouteProbe.version.path.utf8.count)) }
    }

    /// Why a refusal of the homeserver tells nothing of a path, where it never saw that path.
    var reasonOfUnknownPaths: String? {
        strippedPrefix.map { "the front end cuts \($0) off: see route.map" }
    }

    /// What to do where the homeserver does not know a path that every homeserver knows: none where nothing but
    /// its log tells.
    func fixForUnknownPath(before response: HTTPResponse) -> String? {
        guard response.isUnrecognised else { return nil }
        if let prefix = strippedPrefix {
            return "the front end cuts \(prefix) off the path: "
                + Remedy.keepPrefix.fix(for: frontEnd(before: response))
        }
        guard exchange(of: .version).value?.response?.isUnrecognised == true else { return nil }
        if exchange(of: .clientVersions).value?.response?.status == 200 {
            return Remedy.addFederation.fix(for: frontEnd(before: response))
        }
        return "forward paths as they came, to a homeserver and not to one of its workers alone: "
            + Remedy.keepPrefix.fix(for: frontEnd(before: response))
    }
}
