import FederationCore
public import Findings

/// What came of a fault: its requests, and what was found of its events later.
public struct CraftedRun: Sendable {
    /// The fault.
    public let fault: CraftedFault
    /// What was sent.
    public let plan: CraftedPlan
    /// What came of each request, in the order of the plan.
    public let observations: [CraftedObservation]
    /// Whether the server answers another request after one that it did not answer; none where it was not asked.
    public let isAlive: Bool?
    /// How the events of the plan were found later, in their order; empty where nobody looked.
    public var found: [FoundEvent]

    /// What came of a fault.
    public init(
        _ fault: CraftedFault, _ plan: CraftedPlan, observations: [CraftedObservation],
        isAlive: Bool? = nil, found: [FoundEvent] = []
    ) {
        self.fault = fault
        self.plan = plan
        self.observations = observations
        self.isAlive = isAlive
        self.found = found
    }

    /// What was said of the events, request by request; none where the answer is not 200.
    public var answers: [TransactionAnswer?] {
        zip(plan.requests, observations).map { request, observation in
            guard case .answered(let response) = observation, response.status == 200,
                let transaction = request.transaction
            else { return nil }
            return TransactionAnswer(response.body, to: transaction)
        }
    }

    /// What is wrong with an answer of 200 to a transaction that no homeserver gives; none where nothing is.
    var flaw: WrongAnswer? {
        for (request, observation) in zip(plan.requests, observations) {
            guard request.isTransaction, case .answered(let response) = observation else {
                continue
            }
            if let flaw = WrongAnswer(response, to: "send") { return flaw }
        }
        return nil
    }

    /// What was said of the events of all requests.
    var results: [PDUResult] { answers.compactMap { $0 }.flatMap(\.results) }

    /// What is demanded and was not seen, in words; none where everything was.
    var unseen: String? {
        if fault.demand == .ignored, observations.contains(where: { $0.status == 200 }) {
            return "the effect is not looked at: clients of the receiver see it"
        }
        guard let fate = plan.fate else { return nil }
        let isGone = fate == .dropped || fate == .rejected
        let refused = results.filter { $0.outcome.isRefusal }.map(\.eventID)
        for (index, event) in plan.events.enumerated() {
            if index < found.count, found[index].agrees(with: fate) != nil { continue }
            // A server that says that it does not take an event need not be asked for it.
            if isGone, let eventID = event.eventID, refused.contains(eventID) { continue }
            return index < found.count ? found[index].words : "the event was not looked up"
        }
        return nil
    }

    /// What is demanded, in words.
    public var demandWords: String {
        guard let fate = plan.fate else { return fault.demand.description }
        return "\(fault.demand), and the event is \(fate.words)"
    }

    /// What was observed, in words.
    public var observedWords: String {
        var parts = Self.uniqued(observations.map(\.words))
        parts += Self.uniqued(results.map(\.outcome.words))
        parts += Self.uniqued(found.map(\.words))
        if let flaw { return flaw.description }
        if found.isEmpty, let unseen { parts.append(unseen) }
        return parts.joined(separator: "; ")
    }

    /// The judgement: what is demanded beside what was observed.
    public var finding: Finding { CraftedJudge(self).finding }

    private static func uniqued(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }
}
