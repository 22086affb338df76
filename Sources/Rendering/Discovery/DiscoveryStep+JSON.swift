import FederationCore
import MatrixJSON
import ServerDiscovery

extension DiscoveryStep {
    /// The step for machines.
    var json: JSONValue {
        var object: JSONObject = [
            "spec_step": .string(specStep), "action": .string(action.name),
            "outcome": .string(outcome.name), "detail": .string(outcome.description),
        ]
        if let note { object["note"] = .string(note) }
        action.add(to: &object)
        if let lifetime {
            object["kept_for_ms"] = .integer(Int64(lifetime.seconds) * 1000)
            object["kept_because"] = .string(lifetime.source.description)
        }
        if let milliseconds {
            object["duration_ms"] = .integer(MillisecondText.whole(milliseconds))
        }
        return .object(object)
    }
}

extension DiscoveryStep.Outcome {
    /// The name of the outcome for machines.
    var name: String {
        switch self {
        case .found: "found"
        case .absent: "absent"
        case .failed: "failed"
        case .notApplicable: "not_applicable"
        }
    }
}

extension DiscoveryStep.Action {
    /// The name of the action for machines.
    var name: String {
        switch self {
        case .readAddress: "read_address"
        case .readPort: "read_port"
        case .fetch: "fetch"
        case .readDelegation: "read_delegation"
        case .lookUp: "look_up"
        case .useDefaultPort: "use_default_port"
        case .use: "use"
        case .leaveOutServices: "leave_out_services"
        case .leaveOutAddresses: "leave_out_addresses"
        case .leaveOutDestinations: "leave_out_destinations"
        case .connectTo: "connect_to"
        }
    }

    /// The facts of the action for machines, as members of a step.
    func add(to object: inout JSONObject) {
        switch self {
        case .readAddress(let name), .readPort(let name): object["name"] = .string(name)
        case .fetch(let hop): hop.add(to: &object)
        case .readDelegation: break
        case .lookUp(let answer):
            for member in answer.members.members { object[member.name] = member.value }
        case .useDefaultPort(let host), .use(let host): object["host"] = .string(host)
        case .leaveOutServices(let count), .leaveOutDestinations(let count):
            object["count"] = .integer(Int64(count))
        case .leaveOutAddresses(let count, let host):
            object["host"] = .string(host)
            object["count"] = .integer(Int64(count))
        case .connectTo(let detour): object["connect_to"] = detour.json
        }
    }
}

extension DNSAnswer {
    /// The answer for machines.
    var json: JSONValue {
        var object = members
        object["duration_ms"] = .integer(MillisecondText.whole(milliseconds))
        return .object(object)
    }

    /// The answer for machines, as members of an object that has a duration of its own.
    var members: JSONObject {
        var object: JSONObject = [
            "name": .string(question.name), "type": .string(question.type.rawValue),
        ]
        if let code = outcome.code { object["rcode"] = .string(code) }
        if !records.isEmpty { object["records"] = .array(records.map(\.json)) }
        if !aliases.isEmpty { object["aliases"] = .array(aliases.map { .string($0) }) }
        if let source { object["source"] = .string(source) }
        return object
    }
}

extension DNSRecord {
    /// The record for machines.
    var json: JSONValue {
        var object: JSONObject =
            switch data {
            case .address(let address): ["address": .string(address.description)]
            case .alias(let name): ["alias": .string(name)]
            case .nameServer(let name): ["name_server": .string(name)]
            case .service(let priority, let weight, let port, let target):
                [
                    "priority": .integer(Int64(priority)), "weight": .integer(Int64(weight)),
                    "port": .integer(Int64(port)), "target": .string(target),
                ]
            }
        if let timeToLive { object["ttl"] = .integer(Int64(timeToLive)) }
        return .object(object)
    }
}
