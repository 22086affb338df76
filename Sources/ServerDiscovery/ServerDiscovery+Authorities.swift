public import FederationCore

extension ServerDiscovery {
    /// The most name servers of a zone that are asked.
    public static let maximumAuthorities = 2
    /// The most names, from the asked one upwards, whose name servers are looked for.
    static let maximumZones = 4

    /// What the zone's own name servers answer to a question that the resolver could not answer.
    ///
    /// It tells a broken zone from a resolver that refuses what the zone says, as it does where DNSSEC
    /// does not verify. Nothing where the name servers cannot be found.
    public func authorities(on question: DNSQuestion) async -> [AuthorityAnswer] {
        var finder = PlaceFinder(environment)
        var names: [String] = []
        for zone in Self.zones(of: question.name) where names.isEmpty {
            guard !Task.isCancelled else { return [] }
            let answers = await finder.answers(to: [DNSQuestion(zone, .ns)])
            names = answers.flatMap(\.records).compactMap { record in
                if case .nameServer(let name) = record.data { name } else { nil }
            }
        }
        let places = await finder.locate(
            names.prefix(Self.maximumAuthorities).map { Place(host: $0, port: 53) })
        let environment = environment
        return await withTaskGroup(of: (Int, AuthorityAnswer).self) { group in
            for (index, place) in places.enumerated() {
                guard let address = place.addresses.first else { continue }
                group.addTask {
                    let answer = await environment.answer(to: question, at: address)
                    return (index, AuthorityAnswer(server: place.place.host, answer: answer))
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
                .sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// The names that may be zones: the name without its labels for services, and what is above it, but
    /// no top-level domain.
    private static func zones(of name: String) -> [String] {
        var labels = name.withoutRootDot.split(separator: ".")[...]
        while labels.first?.hasPrefix("_") == true { labels.removeFirst() }
        var zones: [String] = []
        while labels.count > 1, zones.count < maximumZones {
            zones.append(labels.joined(separator: "."))
            labels.removeFirst()
        }
        return zones
    }
}
