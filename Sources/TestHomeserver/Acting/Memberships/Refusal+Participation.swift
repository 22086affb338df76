import FederationCore
import Findings
import MatrixJSON
import RoomParticipation

extension Refusal {
    /// What other servers did not help with; `attempts` says why each did not.
    init(_ error: MembershipError) {
        self.init(error.attempts.isEmpty ? 404 : 502, "M_UNKNOWN", "\(error)")
        details = ["attempts": .array(error.attempts.map(Self.json))]
        for case (let server, .refused(let refusal, _)) in error.attempts.map({
            ($0.server, $0.cause)
        }) {
            tell(refusal, of: server)
        }
    }

    /// What another server did not help with.
    init(_ error: ParticipationError) {
        self.init(502, "M_UNKNOWN", "\(error)")
        details = ["attempts": [Self.json(error)]]
        if case .refused(let refusal, _) = error.cause { tell(refusal, of: error.server) }
    }

    /// Says in `peer` which server refused, and how; of several, the last one.
    mutating func tell(_ refusal: MatrixError, of server: ServerName) {
        var peer: JSONObject = [
            "server_name": .string(server.description), "status": .integer(Int64(refusal.status)),
        ]
        if let code = refusal.errcode { peer["errcode"] = .string(code) }
        if let message = refusal.message { peer["error"] = .string(message) }
        details["peer"] = .object(peer)
    }

    private static func json(_ error: ParticipationError) -> JSONValue {
        var json: JSONObject = [
            "server_name": .string("\(error.server)"), "step": .string(error.step.rawValue),
            "words": .string("\(error.cause)"),
        ]
        let findings = error.findings.filter { $0.verdict != .pass }
        if !findings.isEmpty { json["findings"] = .array(findings.map(\.briefJSON)) }
        if case .refused(let refusal, _) = error.cause {
            json["status"] = .integer(Int64(refusal.status))
            if let code = refusal.errcode { json["errcode"] = .string(code) }
        }
        return .object(json)
    }
}
