public import FederationChecks
import FederationCore
import Findings
public import MatrixJSON
import ServerDiscovery

extension TLSReport {
    /// The report for machines, `fedctl.tls/1`.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.tls/1",
            "server_name": .string(target),
            "started_at": .string(UTCTime(startedAt).rfc3339),
            "duration_ms": .integer(Int64(durationMilliseconds)),
            "verdict": .string(verdict.rawValue),
            "counts": counts.json,
            "destinations": .array(destinations.map(\.json)),
        ]
        if let failure = discovery.failure {
            object["error"] = [
                "code": .string(failure.code), "message": .string(failure.description),
            ]
        }
        return .object(object)
    }
}
