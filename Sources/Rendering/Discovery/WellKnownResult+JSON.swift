import FederationCore
import MatrixJSON
import ServerDiscovery

extension WellKnownResult {
    /// The result for machines.
    var json: JSONValue {
        var object = JSONObject()
        if let url = hops.first?.url { object["url"] = .string(url) }
        if hops.count > 1, let url = hops.last?.url { object["final_url"] = .string(url) }
        if let response { object["status"] = .integer(Int64(response.status)) }
        if let contentType { object["content_type"] = .string(contentType) }
        object["redirects"] = .integer(Int64(redirectCount))
        switch outcome {
        case .delegated(let name): object["m_server"] = .string(name.description)
        case .failed(let failure):
            object["error"] = [
                "code": .string(failure.code), "message": .string(failure.description),
            ]
        }
        object["kept_for_ms"] = .integer(Int64(lifetime.seconds) * 1000)
        object["kept_because"] = .string(lifetime.source.description)
        object["duration_ms"] = .integer(MillisecondText.whole(milliseconds))
        return .object(object)
    }
}

extension WellKnownHop {
    /// The hop's facts for machines, as members of a step.
    func add(to object: inout JSONObject) {
        object["url"] = .string(url)
        if let response {
            object["status"] = .integer(Int64(response.status))
            if let type = response.mediaType { object["content_type"] = .string(type) }
        }
        if let location { object["location"] = .string(location) }
        if !addressAnswers.isEmpty {
            object["lookups"] = .array(addressAnswers.map(\.json))
        }
        if let detour { object["connect_to"] = detour.json }
        if !attempts.isEmpty { object["attempts"] = .array(attempts.map(\.json)) }
    }
}

extension WellKnownAttempt {
    /// The attempt for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "address": .string(address.description), "port": .integer(Int64(port)),
        ]
        if let error {
            object["error"] = [
                "code": .string(error.phase.rawValue), "message": .string(error.reason),
            ]
        }
        return .object(object)
    }
}

extension ConnectionDetour {
    /// The detour for machines.
    var json: JSONValue {
        [
            "host": .string(newHost), "port": .integer(Int64(newPort)),
            "instead_of_host": .string(host), "instead_of_port": .integer(Int64(port)),
        ]
    }
}

extension WellKnownFailure {
    /// The name of the failure for machines.
    var code: String {
        switch self {
        case .noAddress: "no_address"
        case .noAnswer: "no_answer"
        case .status: "status"
        case .tooLarge: "too_large"
        case .redirectWithoutLocation: "redirect_without_location"
        case .redirectInvalid: "redirect_invalid"
        case .redirectNotHTTPS: "redirect_not_https"
        case .redirectLoop: "redirect_loop"
        case .tooManyRedirects: "too_many_redirects"
        case .notJSON: "not_json"
        case .notAnObject: "not_an_object"
        case .noServer: "no_m_server"
        case .serverNotText: "m_server_not_text"
        case .serverInvalid: "m_server_invalid"
        }
    }
}
