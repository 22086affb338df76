import FederationCore

/// What a message says about a name: the aliases are followed as far as it goes.
struct DNSReading: Sendable, Hashable {
    /// The names from the asked one to the last alias; the asked one alone where there is no alias.
    var path: [DNSName]
    /// The smallest time to live of the aliases.
    var timeToLive: UInt32?
    /// What is at the end of the path.
    var conclusion: Conclusion

    /// The most aliases that are followed, in one message or in several.
    static let mostAliases = 16

    /// How a message ends a question, or does not.
    enum Conclusion: Sendable, Hashable {
        /// An outcome, with the records where there are some.
        case outcome(DNSAnswer.Outcome, [DNSRecord])
        /// The message does not know the end of the path: it has to be asked for.
        case unfinished
    }

    /// Reads `message` as the answer about the last name of `path`.
    init(
        _ message: DNSMessage, type: DNSQuestion.RecordType, path: [DNSName],
        timeToLive: UInt32?
    ) {
        self.path = path
        self.timeToLive = timeToLive
        conclusion = .unfinished
        guard message.responseCode == 0 || message.responseCode == 3 else {
            conclusion = .outcome(Self.failure(message.responseCode), [])
            return
        }
        if let end = follow(message, type) {
            conclusion = end
        } else if message.responseCode == 3 {
            conclusion = .outcome(.noSuchName, [])
        } else if message.absenceTimeToLive != nil {
            conclusion = .outcome(.noData, [])
        } else if self.path.count == path.count {
            let isReferral = message.namesServers && !message.header.offersRecursion
            conclusion = .outcome(
                isReferral
                    ? .failed(reason: "the server refers to others and does not ask them itself")
                    : .noData, [])
        }
    }

    /// Walks along the aliases; returns the end where the path comes to one.
    private mutating func follow(
        _ message: DNSMessage, _ type: DNSQuestion.RecordType
    ) -> Conclusion? {
        var byOwner: [DNSName: [DNSResourceRecord]] = [:]
        for record in message.answers where record.recordClass == 1 {
            byOwner[record.owner.folded, default: []].append(record)
        }
        while let name = path.last {
            let records = byOwner[name.folded] ?? []
            let found = records.filter { $0.type == type.number }.compactMap(record)
            if !found.isEmpty { return .outcome(.found, found) }
            guard
                let alias = records.first(where: { $0.type == DNSResourceRecord.cname }),
                case .alias(let target) = alias.data
            else { return nil }
            timeToLive = min(timeToLive ?? .max, alias.usableTimeToLive)
            let isCircle = path.contains { $0.folded == target.folded }
            path.append(target)
            if isCircle || path.count > Self.mostAliases + 1 {
                return .outcome(.failed(reason: aliasProblem(isCircle)), [])
            }
        }
        return nil
    }

    private func aliasProblem(_ isCircle: Bool) -> String {
        let names = path.prefix(6).map(\.description).joined(separator: " → ")
        return isCircle
            ? "the aliases lead in a circle: \(names)"
            : "there are more than \(Self.mostAliases) aliases: \(names) …"
    }

    /// A record as the port has it, no longer to be kept than the aliases that led to it.
    private func record(_ record: DNSResourceRecord) -> DNSRecord? {
        let lifetime = min(record.usableTimeToLive, timeToLive ?? .max)
        return switch record.data {
        case .address(let address): DNSRecord(.address(address), timeToLive: lifetime)
        case .alias(let name): DNSRecord(.alias(name.description), timeToLive: lifetime)
        case .nameServer(let name):
            DNSRecord(.nameServer(name.description), timeToLive: lifetime)
        case .service(let priority, let weight, let port, let target):
            DNSRecord(
                .service(
                    priority: priority, weight: weight, port: port, target: target.description),
                timeToLive: lifetime)
        case .authority, nil: nil
        }
    }

    private static func failure(_ code: UInt16) -> DNSAnswer.Outcome {
        switch code {
        case 1: .failed(reason: "the server could not read the question (FORMERR)")
        case 2: .serverFailure
        case 4: .failed(reason: "the server does not answer such questions (NOTIMP)")
        case 5: .refused
        default: .failed(reason: "the server answered with code \(code)")
        }
    }
}
