import FederationCore
import Findings
import MatrixJSON
import RoomEvents

extension Fault {
    private static let signing = SpecLink.appendices("checking-for-a-signature")
    private static let receiving = SpecLink.serverServer("checks-performed-on-receipt-of-a-pdu")
    private static let last = FaultValueForm.integer(
        "documents that it is done to, from the last one of the answer, all without a value",
        in: 1...1_000_000)

    /// What an answer says of events, and the signatures of what it has.
    static let content: [Fault] = [
        Fault(
            "bad-signature", "signatures do not verify", .content, value: last,
            endpoints: AnswerShape.endpoints { _ in true }, spec: signing,
            effect: .content { value, draft in
                draft.change(last: value?.integer.map(Int.init)) { $0.spoilSignatures() }
            }),
        Fault(
            "missing-signature", "there are no signatures", .content, value: last,
            endpoints: AnswerShape.endpoints { _ in true }, spec: signing,
            effect: .content { value, draft in
                draft.change(last: value?.integer.map(Int.init)) { document in
                    defer { document["signatures"] = [:] }
                    return document["signatures"] != nil
                }
            }),
        Fault(
            "foreign-signature", "the only signature is that of a server that has no say", .content,
            value: last, endpoints: AnswerShape.endpoints { _ in true }, spec: signing,
            effect: .content { value, draft in
                let (spare, version) = (draft.spare, draft.version)
                let areEvents = draft.shape.areEvents
                let stranger = try ServerName(parsing: "elsewhere.invalid")
                return try draft.change(last: value?.integer.map(Int.init)) { document in
                    document["signatures"] = nil
                    document =
                        areEvents
                        ? try signEvent(
                            document, version: version, as: stranger, with: spare, keepsHash: true)
                        : try signObject(document, as: stranger.description, with: spare)
                    return true
                }
            }),
        Fault(
            "changed-event", "the content is not the one that was hashed", .content, value: last,
            endpoints: AnswerShape.endpoints { $0.areEvents }, spec: receiving,
            effect: .content { value, draft in
                draft.change(last: value?.integer.map(Int.init)) { event in
                    guard case .object(var content)? = event["content"] else { return false }
                    content["changed_on_purpose"] = true
                    event["content"] = .object(content)
                    return true
                }
            }),
        Fault(
            "foreign-events", "events are of another room, and signed so", .content,
            value: .text("the room ID; one of the room version without a value") {
                $0.hasPrefix("!")
            },
            endpoints: AnswerShape.endpoints { $0.areEvents }, spec: receiving,
            effect: .content { value, draft in
                let before = draft
                let roomID = JSONValue.string(value?.text ?? before.elsewhere)
                return try draft.change(last: nil) { event in
                    guard event["type"] != "m.room.create" else { return false }
                    event["room_id"] = roomID
                    event = try before.signed(event)
                    return true
                }
            }),
    ]
}
