import FederationCore
import Synchronization

/// One question under way: which servers were asked, and what they said.
///
/// Unchecked: the task that makes a lookup hands it over to the loop's thread with its start, and from then on only that
/// thread touches what can change; `isCancelled` is atomic.
final class DNSLookup: @unchecked Sendable {
    /// Whether the task that waits was cancelled, perhaps before the start.
    let isCancelled = Atomic(false)
    /// Who waits; set once, before the hand-over.
    var continuation: CheckedContinuation<DNSAnswer, Never>?
    /// The queries under way; older ones stay open, since a slow answer is an answer too.
    private(set) var channels: [DNSChannel] = []
    /// When something has to happen although nothing came.
    private(set) var alarm: ContinuousClock.Instant
    /// The end, when it is reached.
    private(set) var answer: DNSAnswer?

    private let question: DNSQuestion
    private let configuration: ResolverConfiguration
    private let start: ContinuousClock.Instant
    private let limit: Duration
    private var path: [DNSName]
    private var timeToLive: UInt32?
    private var absenceTimeToLive: UInt32?
    /// The servers that are still to be asked, in order; a server stands here once for each attempt.
    private var schedule: [Int] = []
    /// The query that is sent again while its server is silent; none where it went over TCP.
    private var repetition: Repetition?
    /// What servers said that ended their part, the most telling first.
    private var failures: [(outcome: DNSAnswer.Outcome, server: Int)] = []

    /// How long the first packet is waited for before it is sent again; each later one twice as long.
    static let firstPatience: Duration = .seconds(1)

    /// One server's turn.
    private struct Repetition {
        let server: Int
        var usesExtension = true
        var patience = DNSLookup.firstPatience
        /// When the turn is over.
        let end: ContinuousClock.Instant
    }

    /// A question about `name` that was not asked yet.
    init(
        _ question: DNSQuestion, name: DNSName, configuration: ResolverConfiguration,
        limit: Duration, now: ContinuousClock.Instant
    ) {
        self.question = question
        self.configuration = configuration
        self.limit = limit
        start = now
        alarm = now
        path = [name]
        schedule = Self.schedule(configuration, first: 0)
    }

    /// Tells who waits; later calls do nothing.
    func finish() {
        channels = []
        guard let answer else { return }
        continuation?.resume(returning: answer)
        continuation = nil
    }

    /// Ends it without an answer.
    func cancel(now: ContinuousClock.Instant) {
        conclude(.cancelled, by: nil, now)
    }

    // MARK: Events

    /// Asks the next server, or gives up: after the start, after silence, and after a failure.
    func advance(now: ContinuousClock.Instant, random: inout any RandomNumberGenerator) {
        while answer == nil {
            guard now < start + limit else { return giveUp(now) }
            if repeats(now, &random) { return }
            guard let server = schedule.first else {
                guard channels.isEmpty || now >= alarm else { return }
                return giveUp(now)
            }
            schedule.removeFirst()
            let tries = schedule.count + 1
            repetition = nil
            guard ask(query(&random), server, overTCP: false) else { continue }
            let end = now + min(configuration.timeout, (start + limit - now) / tries)
            repetition = Repetition(server: server, end: end)
            alarm = min(end, now + Self.firstPatience)
            return
        }
    }

    /// Sends the query again where its server was silent for long enough, and its turn is not over; a
    /// packet may have been lost.
    private func repeats(
        _ now: ContinuousClock.Instant, _ random: inout any RandomNumberGenerator
    ) -> Bool {
        guard var turn = repetition, alarm <= now, now < turn.end,
            channels.contains(where: { $0.server == turn.server })
        else { return false }
        guard ask(query(&random, usesExtension: turn.usesExtension), turn.server, overTCP: false)
        else { return false }
        turn.patience *= 2
        repetition = turn
        alarm = min(turn.end, now + turn.patience)
        return true
    }

    private func query(
        _ random: inout any RandomNumberGenerator, usesExtension: Bool = true
    ) -> DNSQuery {
        DNSQuery(
            id: .random(in: 0...(.max), using: &random), name: path[path.count - 1],
            type: question.type, usesExtension: usesExtension)
    }

    /// Goes on after the loop saw something at the socket of `channel`.
    func advance(
        _ channel: DNSChannel, now: ContinuousClock.Instant,
        random: inout any RandomNumberGenerator
    ) {
        guard answer == nil else { return }
        switch channel.advance() {
        case .waiting:
            return
        case .failed(let reason):
            let how = channel.usesTCP ? "TCP" : "UDP"
            fail(.unreachable(reason: "no answer over \(how): \(reason)"), channel.server)
        case .message(let bytes):
            guard take(bytes, channel, now) else { return }
        }
        if answer == nil { advance(now: now, random: &random) }
    }

    // MARK: Answers

    /// Reads a message; returns whether another server has to be asked.
    private func take(
        _ bytes: [UInt8], _ channel: DNSChannel, _ now: ContinuousClock.Instant
    ) -> Bool {
        // Who forges an answer has to guess number, port and question. What does not even have these is not ours either;
        // absence and failure are the same here.
        var reader = DNSMessageReader(bytes)
        guard let header = try? DNSMessageHeader(&reader), header.answers(channel.query) else {
            guard channel.usesTCP else { return false }
            fail(.failed(reason: "what came over TCP is no answer to the question"), channel.server)
            return true
        }
        if header.isTruncated, !channel.usesTCP {
            alarm = now + min(configuration.timeout, start + limit - now)
            repetition = nil
            return !ask(channel.query, channel.server, overTCP: true, instead: channel)
        }
        let message: DNSMessage
        do throws(DNSMessageError) {
            message = try DNSMessage(parsing: bytes)
        } catch {
            fail(.failed(reason: "the answer cannot be read: \(error)"), channel.server)
            return true
        }
        if channel.query.usesExtension, [1, 4, 16].contains(message.responseCode) {
            // Servers from before EDNS find its record malformed: once more without it.
            var query = channel.query
            query.usesExtension = false
            repetition?.usesExtension = false
            return !ask(query, channel.server, overTCP: channel.usesTCP, instead: channel)
        }
        return conclude(message, channel.server, now)
    }

    private func conclude(
        _ message: DNSMessage, _ server: Int, _ now: ContinuousClock.Instant
    ) -> Bool {
        let reading = DNSReading(
            message, type: question.type, path: path, timeToLive: timeToLive)
        switch reading.conclusion {
        case .outcome(let outcome, let records):
            guard message.responseCode == 0 || message.responseCode == 3 else {
                fail(outcome, server)
                return true
            }
            path = reading.path
            let isAbsence = outcome == .noData || outcome == .noSuchName
            absenceTimeToLive = isAbsence ? message.absenceTimeToLive : nil
            conclude(outcome, records, by: server, now)
            return false
        case .unfinished:
            // The end of the aliases is asked for, first where they were known.
            path = reading.path
            timeToLive = reading.timeToLive
            channels = []
            failures = []
            repetition = nil
            schedule = Self.schedule(configuration, first: server)
            return true
        }
    }

    private static func schedule(_ configuration: ResolverConfiguration, first: Int) -> [Int] {
        let servers = configuration.servers.indices
        let round = servers.map { (first + $0) % servers.count }
        return (0..<configuration.attempts).flatMap { _ in round }
    }

    // MARK: Steps

    /// Sends a query; returns whether it is on its way.
    private func ask(
        _ query: DNSQuery, _ server: Int, overTCP: Bool, instead old: DNSChannel? = nil
    ) -> Bool {
        channels.removeAll { $0 === old }
        do throws(SocketError) {
            channels.append(
                try DNSChannel(
                    query, server: server, at: configuration.servers[server], overTCP: overTCP))
            return true
        } catch {
            fail(
                .unreachable(reason: "no answer over \(overTCP ? "TCP" : "UDP"): \(error)"), server)
            return false
        }
    }

    /// Notes what ends the part of `server`, which is not asked again.
    private func fail(_ outcome: DNSAnswer.Outcome, _ server: Int) {
        failures.append((outcome, server))
        channels.removeAll { $0.server == server }
        schedule.removeAll { $0 == server }
        if repetition?.server == server { repetition = nil }
        if channels.isEmpty { alarm = start }
    }

    /// Nobody is left to ask: the most telling failure is the answer.
    private func giveUp(_ now: ContinuousClock.Instant) {
        let told = failures.first { $0.outcome == .serverFailure || $0.outcome == .refused }
        guard let failure = told ?? failures.first else {
            let isUnasked = configuration.servers.isEmpty
            conclude(
                isUnasked ? .unreachable(reason: "there is no name server to ask") : .timedOut,
                by: isUnasked ? nil : 0, now)
            return
        }
        conclude(failure.outcome, by: failure.server, now)
    }

    private func conclude(
        _ outcome: DNSAnswer.Outcome, _ records: [DNSRecord] = [], by server: Int?,
        _ now: ContinuousClock.Instant
    ) {
        guard answer == nil else { return }
        answer = DNSAnswer(
            question: question, outcome: outcome, records: records,
            aliases: path.count > 1 ? path.map(\.description) : [],
            absenceTimeToLive: absenceTimeToLive,
            source: server.map { configuration.servers[$0].description },
            milliseconds: (now - start).milliseconds)
    }
}
