import FederationCore

/// Answers requests as the router does, and as the plan wants it.
struct FaultStriker: Sendable {
    let plan: FaultPlan
    let router: Router

    /// The answer to a whole request, with the names of the faults that struck it.
    func answer(to request: ArrivedRequest, now: Int64) async -> RoutedAnswer {
        let occasion = occasion(of: request)
        let strikes = plan.strikes([.delivery], at: occasion)
        var replacement: Answer?
        for strike in strikes {
            guard case .instead(let answer) = strike.fault.effect else { continue }
            replacement = answer(strike.value, request, now)
        }
        var routed: RoutedAnswer
        if let replacement {
            routed = router.give(replacement, to: request)
        } else {
            routed = await router.answer(to: request, now: now)
            strikeDocuments(&routed, at: occasion, now: now)
        }
        var delivery = Delivery()
        for strike in strikes {
            guard case .outgoing(let change) = strike.fault.effect else { continue }
            change(strike.value, &routed.answer, &delivery)
        }
        if delivery != Delivery() { routed.delivery = delivery }
        routed.faults += strikes.map(\.fault.id)
        return routed
    }

    private func occasion(of request: ArrivedRequest) -> FaultOccasion {
        let server = router.directory.server(
            host: request.hostHeader, connection: request.connection)
        var endpoint: String?
        if case .match(let row, _) = Endpoint.match(
            method: request.method, target: request.target)
        {
            endpoint = row.name
        }
        return FaultOccasion(
            server: server.name, endpoint: endpoint,
            origin: router.authorizer.claim(of: request).header?.origin,
            peer: request.connection.peer)
    }
}
