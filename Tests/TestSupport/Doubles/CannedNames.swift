public import FederationCore
import Synchronization
import Testing

/// A double of the resolver that answers from a table, and keeps a journal of what was asked.
///
/// A question that no row fits is recorded as an issue of the running test, and answered with a failure.
public final class CannedNames: NameResolving {
    private let rows: [DNSQuestion: Answer]
    private let others: Answer?
    private let authorities: [IPAddress: Answer]
    private let state = Mutex<[DNSQuestion]>([])

    /// Answers from `rows`, and every other question with `others`; with none, another question is an issue.
    ///
    /// A name server that is asked by its address answers everything with what `authorities` has for it.
    public init(_ rows: [Row], others: Answer? = nil, authorities: [IPAddress: Answer] = [:]) {
        self.authorities = authorities
        var table: [DNSQuestion: Answer] = [:]
        for row in rows {
            let earlier = table.updateValue(row.answer, forKey: row.question)
            precondition(earlier == nil, "two rows for \(row.question)")
        }
        self.rows = table
        self.others = others
    }

    /// What was asked, in order, each as `A example.org`.
    ///
    /// Questions for A and AAAA of one name go out at the same time, so they are put in the order of the alphabet.
    public var asked: [String] {
        var asked = state.withLock { $0 }
        for index in asked.indices.dropLast()
        where asked[index].type == .aaaa
            && asked[index + 1] == DNSQuestion(asked[index].name, .a)
        {
            asked.swapAt(index, index + 1)
        }
        return asked.map(\.description)
    }

    /// Answers as the name server of that address.
    public func resolve(
        _ question: DNSQuestion, at server: IPAddress, timeout: Duration
    ) async -> DNSAnswer {
        guard let answer = authorities[server] else {
            return DNSAnswer(question: question, outcome: .timedOut)
        }
        return DNSAnswer(
            question: question, outcome: answer.outcome, records: answer.records,
            source: "\(server.hostText):53")
    }

    /// Answers from the table.
    public func resolve(_ question: DNSQuestion, timeout: Duration) async -> DNSAnswer {
        state.withLock { $0.append(question) }
        guard let answer = rows[question] ?? others else {
            Issue.record("no canned answer for \(question)")
            return DNSAnswer(
                question: question, outcome: .failed(reason: "no canned answer for \(question)"))
        }
        if answer.isDeaf {
            // Deaf to the limit too: only cancellation ends it, as the caller has to prove.
            try? await Task.sleep(for: .seconds(3600))
        }
        let isCancelled = answer.isDeaf && Task.isCancelled
        return DNSAnswer(
            question: question, outcome: isCancelled ? .cancelled : answer.outcome,
            records: answer.records,
            aliases: answer.aliases, source: answer.isDeaf ? nil : answer.source,
            milliseconds: answer.milliseconds)
    }
}

extension CannedNames {
    /// What one question is answered with.
    public struct Answer: Sendable {
        var outcome: DNSAnswer.Outcome
        var records: [DNSRecord] = []
        var aliases: [String] = []
        var source: String? = "192.0.2.53:53"
        var milliseconds: Double = 9
        var isDeaf = false

        /// Nothing at all, until the task is cancelled: the limit is not heeded.
        public static let deaf = Answer(outcome: .timedOut, isDeaf: true)

        /// The name does not exist.
        public static let noSuchName = Answer(outcome: .noSuchName)

        /// The name has no such record.
        public static let noData = Answer(outcome: .noData)

        /// Any outcome without records.
        public static func outcome(_ outcome: DNSAnswer.Outcome) -> Answer {
            Answer(outcome: outcome)
        }

        /// Addresses, behind the names of an alias where there was one.
        public static func addresses(
            _ addresses: String..., ttl: UInt32? = 60, aliases: [String] = []
        ) -> Answer {
            let records = addresses.map { text -> DNSRecord in
                guard let address = IPAddress(parsing: text) else {
                    preconditionFailure("'\(text)' is no address")
                }
                return DNSRecord(.address(address), timeToLive: ttl)
            }
            return Answer(outcome: .found, records: records, aliases: aliases)
        }

        /// Records as they are.
        public static func records(_ records: [DNSRecord]) -> Answer {
            Answer(outcome: .found, records: records)
        }

        /// The name servers of a zone.
        public static func nameServers(_ names: String...) -> Answer {
            records(names.map { DNSRecord(.nameServer($0), timeToLive: 60) })
        }

        /// Services, each as `10 5 8448 target`.
        public static func services(_ services: String..., ttl: UInt32? = 300) -> Answer {
            manyServices(services, ttl: ttl)
        }

        /// Services, as many as there are.
        public static func manyServices(_ services: [String], ttl: UInt32? = 300) -> Answer {
            let records = services.map { text -> DNSRecord in
                let words = text.split(separator: " ")
                guard words.count == 4, let priority = UInt16(words[0]),
                    let weight = UInt16(words[1]), let port = UInt16(words[2])
                else { preconditionFailure("'\(text)' is no service") }
                return DNSRecord(
                    .service(
                        priority: priority, weight: weight, port: port, target: String(words[3])),
                    timeToLive: ttl)
            }
            return Answer(outcome: .found, records: records)
        }
    }

    /// A question of the table, and its answer.
    public struct Row: Sendable {
        var question: DNSQuestion
        var answer: Answer

        /// Answers the question for `type` of `name`.
        public init(_ type: DNSQuestion.RecordType, _ name: String, _ answer: Answer) {
            question = DNSQuestion(name, type)
            self.answer = answer
        }
    }
}
