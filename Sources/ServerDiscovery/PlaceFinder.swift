import FederationCore

/// Finds the addresses of places; asks nothing twice, and all that it needs at the same time.
struct PlaceFinder {
    private let environment: FederationEnvironment
    private var known: [DNSQuestion: DNSAnswer] = [:]

    init(_ environment: FederationEnvironment) {
        self.environment = environment
    }

    /// The answers to `questions`, in their order.
    mutating func answers(to questions: [DNSQuestion]) async -> [DNSAnswer] {
        let environment = environment
        let unknown = Set(questions).subtracting(known.keys)
        // In the given order, so that a trace of what went out can be read.
        let toAsk = questions.reduce(into: [DNSQuestion]()) { list, question in
            if unknown.contains(question), !list.contains(question) { list.append(question) }
        }
        let answers = await withTaskGroup(of: DNSAnswer.self) { group in
            for question in toAsk {
                group.addTask { await environment.answer(to: question) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for answer in answers { known[answer.question] = answer }
        return questions.compactMap { known[$0] }
    }

    /// Where connections to `places` go, in their order.
    mutating func locate(_ places: [Place]) async -> [LocatedPlace] {
        var located = places.map(applyOverride)
        var questions: [DNSQuestion] = []
        for place in located { questions += self.questions(for: place) }
        _ = await answers(to: questions)
        for index in located.indices {
            located[index].answers = self.questions(for: located[index]).compactMap { known[$0] }
            judge(&located[index])
        }
        return located
    }

    private func applyOverride(_ place: Place) -> LocatedPlace {
        let host = place.host.withoutRootDot
        let target = ConnectOverride.target(
            host: host, port: place.port, overrides: environment.connectOverrides)
        var located = LocatedPlace(place: place, port: target.port)
        if target.host != host || target.port != place.port {
            located.detour = ConnectionDetour(
                host: host, port: place.port, newHost: target.host, newPort: target.port)
        }
        return located
    }

    private func host(of located: LocatedPlace) -> String {
        located.detour?.newHost ?? located.place.host.withoutRootDot
    }

    private func questions(for located: LocatedPlace) -> [DNSQuestion] {
        let host = host(of: located)
        guard located.port != 0, IPAddress(parsing: host) == nil else { return [] }
        var questions: [DNSQuestion] = []
        if environment.families.contains(.v4) { questions.append(DNSQuestion(host, .a)) }
        if environment.families.contains(.v6) { questions.append(DNSQuestion(host, .aaaa)) }
        return questions
    }

    private func judge(_ located: inout LocatedPlace) {
        let host = host(of: located)
        if let refusal = refusal(of: located, host: host) {
            located.failure = refusal
            located.isRefused = true
            return
        }
        if let address = IPAddress(parsing: host) {
            located.addresses = [address]
            return
        }
        var seen: Set<IPAddress> = []
        for record in located.answers.lazy.flatMap(\.records) {
            guard case .address(let address) = record.data,
                environment.families.contains(address.family), seen.insert(address).inserted
            else { continue }
            located.addresses.append(address)
        }
        guard located.addresses.isEmpty else {
            located.surplus = max(0, located.addresses.count - ServerDiscovery.maximumAddresses)
            located.addresses.removeLast(located.surplus)
            return
        }
        located.failure = .noAddress(host: host, reason: Self.reason(located.answers))
    }

    /// Why the place must not be used, whatever addresses it has.
    private func refusal(of located: LocatedPlace, host: String) -> DiscoveryFailure? {
        if located.port == 0 { return .unusablePort(host: host) }
        // The rules for SRV targets are about the name in the record, not about where the user leads it.
        let isServiceTarget =
            located.place.isServiceTarget && host == located.place.host.withoutRootDot
        if let address = IPAddress(parsing: host) {
            if isServiceTarget { return .serviceTargetIsAddress(address) }
            return environment.families.contains(address.family) ? nil : .unusedFamily(address)
        }
        // RFC 2782: the target of an SRV record is no alias.
        if isServiceTarget, let alias = located.answers.first(where: { !$0.aliases.isEmpty }) {
            return .serviceTargetIsAlias(host: host, of: alias.aliases.last ?? host)
        }
        return nil
    }

    /// Why `answers` hold no address, in as few words as will do.
    private static func reason(_ answers: [DNSAnswer]) -> String {
        let outcomes = Set(answers.map(\.outcome))
        if outcomes.contains(.noSuchName), outcomes.allSatisfy(\.isAbsence) {
            return DNSAnswer.Outcome.noSuchName.description
        }
        if outcomes.allSatisfy({ $0 == .noData || $0 == .found }) { return "no address" }
        if let only = outcomes.first, outcomes.count == 1 { return only.description }
        return answers.map { "\($0.question.type.rawValue): \($0.outcome)" }
            .joined(separator: ", ")
    }
}
