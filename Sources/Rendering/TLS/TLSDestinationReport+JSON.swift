import Certificates
import FederationChecks
import FederationCore
import Findings
import MatrixJSON

extension TLSDestinationReport {
    /// The destination for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "address": .string(destination.address.description),
            "port": .integer(Int64(destination.port)),
            "tls_name": .string(destination.tlsName.description),
            "host_header": .string(destination.hostHeader),
            "spec_step": .string(destination.specStep),
            "verdict": .string(verdict.rawValue),
            "handshake": handshake.json,
        ]
        if !versions.isEmpty { object["versions"] = .array(versions.map(\.json)) }
        if let namelessAnswer { object["without_sni"] = namelessAnswer.json }
        if let completed {
            object["chain"] = .array(completed.chain.map(\.json))
            object["verification"] = completed.verificationJSON(problem: chainProblem)
        }
        if let issuers { object["issuers"] = issuers.json }
        if !exchanges.isEmpty {
            object["http"] = .array(exchanges.map(\.json))
            if exchanges.count == 2, exchanges[1].response?.version == "HTTP/2" {
                object["http_versions_agree"] = .boolean(exchanges[1].agrees(with: exchanges[0]))
            }
        }
        object["checks"] = .array(findings.map(\.json))
        return .object(object)
    }
}

extension Result<TLSProbeResult, TLSProbeError> {
    /// What was agreed on, or why nothing was.
    var json: JSONValue {
        switch self {
        case .failure(let error): return ["error": error.json]
        case .success(let result):
            var object: JSONObject = [
                "version": .string(result.version), "cipher": .string(result.cipherSuite),
            ]
            if let group = result.group { object["group"] = .string(group) }
            if let alpn = result.applicationProtocol { object["alpn"] = .string(alpn) }
            object["asks_for_client_certificate"] = .boolean(result.asksForClientCertificate)
            object["connect_ms"] = .integer(MillisecondText.whole(result.connectMilliseconds))
            object["handshake_ms"] = .integer(MillisecondText.whole(result.handshakeMilliseconds))
            return .object(object)
        }
    }
}

extension TLSProbeError {
    /// The error for machines.
    var json: JSONValue {
        ["code": .string(phase.jsonName), "message": .string(reason)]
    }
}

extension TLSProbeError.Phase {
    /// The phase as JSON names it.
    fileprivate var jsonName: String {
        switch self {
        case .refused: "refused"
        case .connect: "connect"
        case .proxy: "proxy"
        case .connectTimeout: "connect_timeout"
        case .handshakeTimeout: "handshake_timeout"
        case .plainHTTP: "plain_http"
        case .closed: "closed"
        case .notTLS: "not_tls"
        case .handshake: "handshake"
        case .cancelled: "cancelled"
        }
    }
}

extension TLSVersionTrial {
    /// The version for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "version": .string(version.rawValue), "accepted": .boolean(accepted != nil),
        ]
        switch outcome {
        case .success(let result):
            object["cipher"] = .string(result.cipherSuite)
            if let group = result.group { object["group"] = .string(group) }
            if let alpn = result.applicationProtocol { object["alpn"] = .string(alpn) }
        case .failure(let error): object["error"] = error.json
        }
        return .object(object)
    }
}

extension NamelessAnswer {
    /// The answer for machines.
    var json: JSONValue {
        switch self {
        case .same: ["outcome": "same"]
        case .other(let result): Self.object("other", result)
        case .onlyWithout(let result): Self.object("only_without", result)
        case .refused(let error): ["outcome": "refused", "error": error.json]
        }
    }

    private static func object(_ outcome: String, _ result: TLSProbeResult) -> JSONValue {
        var object: JSONObject = ["outcome": .string(outcome)]
        if let leaf = result.chain.first { object["certificate"] = leaf.json }
        return .object(object)
    }
}

extension TLSProbeResult {
    /// Whether the chain verifies, and every error.
    fileprivate func verificationJSON(problem: ChainProblem?) -> JSONValue {
        var object: JSONObject = ["verified": .boolean(verificationErrors.isEmpty)]
        if let anchor {
            object["anchor"] = [
                "name": .string(anchor.name), "added": .boolean(anchor.isAdded),
            ]
        }
        object["errors"] = .array(verificationErrors.map(\.json))
        if let problem { object["problem"] = .string(problem.description) }
        return .object(object)
    }
}

extension IssuerFetch {
    /// What was fetched, for machines.
    var json: JSONValue {
        [
            "completes_chain": .boolean(completes),
            "fetched": .array(
                steps.map { step in
                    var object: JSONObject = ["url": .string(step.url)]
                    switch step.outcome {
                    case .success(let facts): object["certificate"] = facts.json
                    case .failure(let error): object["error"] = .string(error.description)
                    }
                    return .object(object)
                }),
        ]
    }
}

extension HTTPVersionTrial {
    /// The exchange for machines.
    var json: JSONValue {
        var object: JSONObject = ["offered": offered == .http2 ? "HTTP/2" : "HTTP/1.1"]
        switch outcome {
        case .failure(let error): object["error"] = .string(error.reason)
        case .success(let response):
            object["version"] = .string(response.version)
            object["status"] = .integer(Int64(response.status))
            if let type = response.mediaType { object["content_type"] = .string(type) }
            let phases = [
                ("connect_ms", response.timings.connect), ("tls_ms", response.timings.tls),
                ("first_byte_ms", response.timings.firstByte),
                ("total_ms", response.timings.total),
            ]
            for case (let name, let time?) in phases {
                object[name] = .integer(MillisecondText.whole(time))
            }
        }
        return .object(object)
    }
}
