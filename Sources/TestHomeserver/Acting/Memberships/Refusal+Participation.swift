import FederationCore
import MatrixJSON
import RoomParticipation

extension Refusal {
    /// What other servers did not help with; `attempts` says why each did not.
    init(_ error: MembershipError) {
        self.init(error.attempts.isEmpty ? 404 : 502, "M_UNKNOWN", "\(error)")
        details = ["attempts": .array(error.attempts.map(Self.json))]
    }

    /// What another server did not help with.
    init(_ error: ParticipationError) {
        self.init(502, "M_UNKNOWN", "\(error)")
        details = ["attempts": [Self.json(error)]]
    }

    private static func json(_ error: ParticipationError) -> JSONValue {
        var json: JSONObject = [
            "server_name": .string("\(error.server)"), "step": .string(error.step.rawValue),
            "words": .string("\(error.cause)"),
        ]
        if case .refused(let refusal, _) = error.cause {
            json["status"] = .integer(Int64(refusal.status))
            if let code = refusal.errcode { json["errcode"] = .string(code) }
        }
        return .object(json)
    }
}
