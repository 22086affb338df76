import FederationCore
import Findings
import MatrixJSON
import RoomEvents

extension CraftedFault {
    /// How JSON is written.
    static let json: [CraftedFault] = [
        .event(
            "float", "an event with the number 1.5", .json, fate: .dropped,
            spec: .appendices("canonical-json")
        ) { bench throws(CraftingError) in try bench.plan(number: "1.5") },
        .event(
            "integer-2-53", "an event with the integer 2^53, one too large", .json,
            fate: .dropped, spec: .appendices("canonical-json")
        ) { bench throws(CraftingError) in try bench.plan(number: "9007199254740992") },
        CraftedFault(
            "duplicate-keys", "an event whose content has a member twice", .json,
            .silent(usual: "400 M_BAD_JSON, or 200 with the last one"), needsRoom: true
        ) { bench throws(CraftingError) in
            let event = try bench.message()
            return try bench.plan(
                event, replacing: #""content":{"#, with: Array(#""content":{"body":"first","#.utf8))
        },
        CraftedFault(
            "lone-surrogate", #"an event with "\ud800", a surrogate without its partner"#, .json,
            .silent(usual: "400 M_BAD_JSON, or 200 without the event"), needsRoom: true
        ) { bench throws(CraftingError) in
            try bench.plan(bench.message(), replacing: "fedctl", with: Array(#"\ud800"#.utf8))
        },
        CraftedFault(
            "invalid-utf8", "an event with the byte 0xFF, which is no UTF-8", .json,
            .refused([400, 401]), needsRoom: true, spec: .serverServer("api-standards")
        ) { bench throws(CraftingError) in
            try bench.plan(bench.message(), replacing: "fedctl", with: [0xFF])
        },
        CraftedFault(
            "body-not-json", "a body that is no JSON", .json, .refused([400, 401]),
            spec: .clientServer("standard-error-response")
        ) { bench throws(CraftingError) in
            CraftedPlan([try bench.request(bench.transaction(), body: Array("{".utf8))])
        },
        CraftedFault(
            "body-array", "a body that is a JSON array", .json, .refused([400, 401]),
            spec: .serverServer("api-standards")
        ) { bench throws(CraftingError) in
            CraftedPlan([try bench.request(bench.transaction(), body: Array("[]".utf8))])
        },
    ]
}

extension CraftingBench {
    /// The plan of an event with that number, which old room versions take.
    fileprivate func plan(number: String) throws(CraftingError) -> CraftedPlan {
        let event = try message { event in
            event.object["content"] = [
                "msgtype": "m.notice", "body": "fedctl", "n": .number(number),
            ]
        }
        return try plan(event, fate: rules.numbers == .strict ? .dropped : .stored)
    }

    /// The plan of an event with other bytes in it.
    ///
    /// Where the bytes are no JSON any more, the signature of the request is over the event as it was.
    fileprivate func plan(
        _ event: CraftedEvent, replacing text: String, with bytes: [UInt8]
    ) throws(CraftingError) -> CraftedPlan {
        let sent = transaction([event.pdu(replacing: text, with: bytes)])
        let meant = transaction([event.pdu])
        return CraftedPlan([try request(sent, content: meant.body)])
    }
}
