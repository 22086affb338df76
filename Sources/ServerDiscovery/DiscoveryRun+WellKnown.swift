import FederationCore

extension DiscoveryRun {
    /// Step 3: the name that the well-known document delegates to; none where discovery goes on at step 4.
    mutating func readWellKnown() async -> ServerName? {
        var fetch = WellKnownFetch(in: environment)
        let result = await fetch.result(for: name, finder: &finder)
        wellKnown = result
        for (index, hop) in result.hops.enumerated() {
            let isLast = index == result.hops.count - 1
            steps.append(
                DiscoveryStep(
                    "3", .fetch(hop), Self.outcome(of: hop, in: result, isLast: isLast),
                    milliseconds: hop.response?.timings.total ?? hop.milliseconds,
                    lifetime: isLast && hop.response != nil ? result.lifetime : nil))
        }
        switch result.outcome {
        case .delegated(let delegated):
            note("3", .readDelegation, .found(delegated.description))
            return delegated
        case .failed(let failure):
            if result.response?.status == 200 {
                note("3", .readDelegation, .failed(reason: failure.description))
            }
            return nil
        }
    }

    private static func outcome(
        of hop: WellKnownHop, in result: WellKnownResult, isLast: Bool
    ) -> DiscoveryStep.Outcome {
        guard let response = hop.response else {
            return .failed(reason: result.failure?.description ?? "no answer")
        }
        if response.status == 200 { return .found("200") }
        guard isLast else { return .found("\(response.status) to \(hop.location ?? "nowhere")") }
        if response.status == 404 { return .absent(reason: "status 404") }
        return .failed(reason: result.failure?.description ?? "status \(response.status)")
    }
}
