import FederationCore

extension FaultStriker {
    /// Has an answer say something else than the truth, where the plan wants it and it says anything.
    func strikeDocuments(_ routed: inout RoutedAnswer, at occasion: FaultOccasion, now: Int64) {
        guard routed.answer.status == 200, let endpoint = routed.endpoint,
            let shape = AnswerShape.named(endpoint),
            let server = router.directory.server(named: routed.server)
        else { return }
        for strike in plan.strikes([.keys, .content], at: occasion) {
            do {
                let spare = try plan.spareKey(of: server)
                guard
                    let body = try body(
                        of: routed.answer.body, struckBy: strike, shape, server, spare, now: now)
                else {
                    plan.takeBack(strike)
                    continue
                }
                routed.answer.body = body
                routed.faults.append(strike.fault.id)
            } catch {
                routed.answer = .refusal(
                    Refusal(500, "M_UNKNOWN", "the fault \(strike.fault.id): \(error)"))
            }
        }
    }

    /// What becomes of a body; nil where it has nothing that the fault could be done to.
    private func body(
        of body: [UInt8], struckBy strike: FaultStrike, _ shape: AnswerShape,
        _ server: VirtualServer, _ spare: SigningKey, now: Int64
    ) throws -> [UInt8]? {
        switch strike.fault.effect {
        case .keys(let change):
            guard var draft = KeyDraft(body, of: server, spare: spare, now: now) else { return nil }
            try change(strike.value, &draft)
            return try draft.bytes()
        case .content(let change):
            guard var draft = AnswerDraft(body, shape, of: server, spare: spare),
                try change(strike.value, &draft)
            else { return nil }
            return draft.bytes
        case .instead, .outgoing, .tls:
            return nil
        }
    }
}
