import FederationCore
import Findings
import MatrixJSON

extension Fault {
    private static let receiving = SpecLink.serverServer("checks-performed-on-receipt-of-a-pdu")
    private static let joining = SpecLink.serverServer("joining-rooms")

    /// What an answer says of the state of a room.
    static let state: [Fault] = [
        Fault(
            "missing-state", "the state lacks events", .content,
            value: .text("the type of event, * for all of the state", usual: "m.room.create"),
            endpoints: AnswerShape.endpoints { $0.state != nil }, spec: joining,
            effect: .content { value, draft in
                guard let name = draft.shape.state else { return false }
                let all = draft.list(name)
                let kept = all.filter { value?.text != "*" && !$0.isEvent(of: value?.text) }
                draft.root[name] = .array(kept)
                return kept.count < all.count
            }),
        Fault(
            "wrong-state", "the state has an event of somebody who is not in the room", .content,
            endpoints: AnswerShape.endpoints { $0.state != nil }, spec: joining,
            effect: .content { _, draft in try draft.forgeState() }),
        Fault(
            "auth-chain-hole", "the auth chain lacks an event that others name", .content,
            value: .text("the type of event that is preferred", usual: "m.room.power_levels"),
            endpoints: AnswerShape.endpoints { $0.chain != nil }, spec: receiving,
            effect: .content { value, draft in draft.makeHole(type: value?.text) }),
    ]
}
