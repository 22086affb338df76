import FederationCore
import FoundationEssentials
import MatrixJSON

extension ControlOperation {
    /// What is done wrong on purpose.
    static let faults: [ControlOperation] = [
        .get(
            "faults", "lists the faults that are set", ofProcess: true,
            answer: "faults, each with its number, its setting, how often it was met and struck"
        ) { call in
            ["faults": .array(call.home.plan.list.map(\.json))]
        },
        .post(
            "set-fault", "sets a fault, as the file of --faults does",
            [
                .required("fault", .word(Fault.all.map(\.id)), "the fault"),
                .optional("value", .json, "its value, a whole number or a text"),
                .optional("endpoint", .texts, "the operations whose answers it strikes"),
                .optional("peer", .text, "the server name or the address that it strikes"),
                .optional("server", .serverName, "the name whose answers it strikes"),
                .optional("count", .integer(1 ... .max), "how many are struck"),
                .optional("after", .count, "how many are let through first"),
                .optional("probability", .number, "how likely each of the others is struck"),
            ], answer: "number, the handle of the setting"
        ) { call throws(Refusal) in
            let setting = try call.decode(FaultSetting.self)
            return ["number": .integer(Int64(call.home.plan.set(setting)))]
        },
        .post(
            "remove-fault", "takes a fault out, or all of them",
            [.optional("number", .count, "the handle of the setting; without it, all")],
            ofProcess: true,
            answer: "removed, how many there were"
        ) { call throws(Refusal) in
            let plan = call.home.plan
            guard let number = call.integer("number") else {
                let count = plan.list.count
                plan.removeAll()
                return ["removed": .integer(Int64(count))]
            }
            guard plan.remove(Int(number)) else { throw call.unknown("fault", "\(number)") }
            return ["removed": 1]
        },
    ]
}

extension FaultStanding {
    /// The setting and what has become of it, for machines.
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "number": .integer(Int64(number)), "fault": .string(setting.fault.id),
            "after": .integer(Int64(setting.after)), "met": .integer(Int64(met)),
            "struck": .integer(Int64(struck)),
        ]
        switch setting.value {
        case .integer(let integer): object["value"] = .integer(integer)
        case .text(let text): object["value"] = .string(text)
        case nil: break
        }
        if !setting.endpoints.isEmpty {
            object["endpoint"] = .array(setting.endpoints.map(JSONValue.string))
        }
        if let peer = setting.peer { object["peer"] = .string(peer.description) }
        if let server = setting.server { object["server"] = .string(server.description) }
        if let count = setting.count { object["count"] = .integer(Int64(count)) }
        if setting.probability < 1 { object["probability"] = .number("\(setting.probability)") }
        return .object(object)
    }
}
