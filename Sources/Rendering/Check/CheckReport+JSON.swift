public import FederationChecks
import FederationCore
import Findings
public import MatrixJSON

extension CheckReport {
    /// The report for machines: `fedctl.check/1`.
    ///
    /// - Parameter version: The version of fedctl that made it.
    /// - Returns: One object; what is not known is absent.
    public func json(version: String) -> JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.check/1",
            "fedctl_version": .string(version),
            "server_name": .string(serverName),
            "started_at": .string(UTCTime(startedAt).rfc3339),
            "duration_ms": .integer(Int64(durationMilliseconds)),
            "verdict": .string(verdict.rawValue),
            "counts": counts.json,
            "destinations": .array(destinations.map(\.json)),
            "checks": .array(findings.map(\.json)),
        ]
        if let incompleteness { object["incomplete"] = .string(incompleteness) }
        if let comparison { object["baseline"] = comparison.json }
        return .object(object)
    }
}

extension DestinationVerdict {
    /// The destination for machines.
    var json: JSONValue {
        [
            "address": .string(destination.address.description),
            "port": .integer(Int64(destination.port)),
            "tls_name": .string(destination.tlsName.description),
            "host_header": .string(destination.hostHeader),
            "verdict": .string(verdict.rawValue),
        ]
    }
}
