import FederationCore
public import MatrixJSON
public import ServerDiscovery

extension DiscoveryResult {
    /// The result for machines, `fedctl.resolve/1`.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.resolve/1",
            "server_name": .string(serverName.description),
            "duration_ms": .integer(MillisecondText.whole(milliseconds)),
            "spec_step": .string(specStep),
        ]
        if let delegatedName { object["delegated_name"] = .string(delegatedName.description) }
        object["tls_name"] = .string(tlsName.description)
        object["host_header"] = .string(hostHeader)
        object["destinations"] = .array(destinations.map(\.json))
        if let wellKnown { object["well_known"] = wellKnown.json }
        if !services.isEmpty { object["srv"] = .array(services.map(\.json)) }
        object["steps"] = .array(steps.map(\.json))
        if let failure {
            object["error"] = [
                "code": .string(failure.code), "message": .string(failure.description),
            ]
        }
        return .object(object)
    }
}

extension Destination {
    /// The destination for machines.
    var json: JSONValue {
        [
            "address": .string(address.description), "port": .integer(Int64(port)),
            "tls_name": .string(tlsName.description), "host_header": .string(hostHeader),
            "spec_step": .string(specStep),
        ]
    }
}

extension ServiceRecord {
    /// The record for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "name": .string(service), "priority": .integer(Int64(priority)),
            "weight": .integer(Int64(weight)), "port": .integer(Int64(port)),
            "target": .string(target),
        ]
        if let timeToLive { object["ttl"] = .integer(Int64(timeToLive)) }
        return .object(object)
    }
}

extension DiscoveryFailure {
    /// The name of the failure for machines.
    var code: String {
        switch self {
        case .noAddress: "no_address"
        case .noUsableTarget: "no_usable_target"
        case .serviceNotOffered: "service_not_offered"
        case .serviceTargetIsAlias: "srv_target_is_alias"
        case .serviceTargetIsAddress: "srv_target_is_address"
        case .unusedFamily: "unused_family"
        case .unusablePort: "unusable_port"
        case .cancelled: "cancelled"
        }
    }
}
