import FederationChecks
import FederationCore
import Findings

/// The file of `--expect`, as it is written.
struct ExpectationsFile: Decodable {
    /// What is expected of every server.
    var common: Row
    /// What is expected of single servers, by their names.
    var servers: [String: Row]

    /// What is expected of a server.
    struct Row: Decodable {
        var delegation: String?
        var ipv4: Bool?
        var ipv6: Bool?
        var severity: [String: String]?
        var skip: [String: String]?

        private enum CodingKeys: String, CodingKey, CaseIterable {
            case delegation = "m.server"
            case ipv4, ipv6, severity, skip
        }

        init(from decoder: any Decoder) throws {
            try Name.refuseOthers(
                than: CodingKeys.allCases.map(\.rawValue) + ["servers"], in: decoder)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            delegation = try container.decodeIfPresent(String.self, forKey: .delegation)
            ipv4 = try container.decodeIfPresent(Bool.self, forKey: .ipv4)
            ipv6 = try container.decodeIfPresent(Bool.self, forKey: .ipv6)
            severity = try container.decodeIfPresent([String: String].self, forKey: .severity)
            skip = try container.decodeIfPresent([String: String?].self, forKey: .skip)?
                .mapValues { $0 ?? "" }
        }
    }

    /// A name of a member.
    private struct Name: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { return nil }

        /// A member that nobody reads would be an expectation that nobody checks.
        static func refuseOthers(than known: [String], in decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Name.self)
            for key in container.allKeys where !known.contains(key.stringValue) {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container,
                    debugDescription: "expected one of \(known.joined(separator: ", ")), "
                        + "found '\(key.stringValue)'")
            }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case servers
    }

    init(from decoder: any Decoder) throws {
        common = try Row(from: decoder)
        servers =
            try decoder.container(keyedBy: CodingKeys.self)
            .decodeIfPresent([String: Row].self, forKey: .servers) ?? [:]
    }
}
