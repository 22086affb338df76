import FederationClient
public import FederationCore
public import MatrixJSON
public import RoomEvents

/// Sends events and ephemeral data to servers: to each one transaction after the other, until it has it.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#transactions>
public actor TransactionSender {
    private let participant: Participant
    private let retries: RetryPolicy
    private let clock: any Sleeping
    private var lastNumber = 0
    /// Who waits for a transaction to a server to end; a server without one has no entry.
    private var lines: [ServerName: [CheckedContinuation<Void, Never>]] = [:]

    /// Sends as `participant`.
    public init(
        as participant: Participant, retries: RetryPolicy = RetryPolicy(),
        waitingBy clock: any Sleeping = TaskSleep()
    ) {
        self.participant = participant
        self.retries = retries
        self.clock = clock
    }

    /// Sends events and ephemeral data to `server`, in as few transactions as may be.
    ///
    /// What others send to the same server meanwhile goes after it. A transaction that cannot be delivered is
    /// repeated as it is, with waits in between, and given up after so many attempts, or where the server
    /// refuses it.
    ///
    /// - Parameters:
    ///   - pdus: The events.
    ///   - edus: The ephemeral data units.
    ///   - server: The server.
    /// - Returns: The transactions, in order; none where there is nothing to send.
    /// - Throws: ``TransactionError`` of the transaction that was given up; those after it are not sent.
    public func send(
        _ pdus: [Event], edus: [JSONObject] = [], to server: ServerName
    ) async throws(TransactionError) -> [DeliveredTransaction] {
        await enter(server)
        defer { leave(server) }
        var delivered: [DeliveredTransaction] = []
        for transaction in transactions(of: pdus, edus) {
            delivered.append(try await deliver(transaction, to: server, after: delivered))
        }
        return delivered
    }

    private func transactions(of pdus: [Event], _ edus: [JSONObject]) -> [Transaction] {
        let time = UTCTime(participant.time.now).milliseconds
        var transactions: [Transaction] = []
        var pdus = pdus[...]
        var edus = edus[...]
        while !pdus.isEmpty || !edus.isEmpty {
            lastNumber += 1
            transactions.append(
                Transaction(
                    "\(time)-\(lastNumber)", from: participant.identity.serverName, at: time,
                    pdus: Array(pdus.prefix(Transaction.maximumPDUs)),
                    edus: Array(edus.prefix(Transaction.maximumEDUs))))
            pdus = pdus.dropFirst(Transaction.maximumPDUs)
            edus = edus.dropFirst(Transaction.maximumEDUs)
        }
        return transactions
    }

    private func deliver(
        _ transaction: Transaction, to server: ServerName, after delivered: [DeliveredTransaction]
    ) async throws(TransactionError) -> DeliveredTransaction {
        var conversation = Conversation(participant, with: server)
        var attempt = 1
        while true {
            do {
                let answer = try await answer(to: transaction, in: &conversation)
                var findings = FindingCollector()
                let reading = TransactionAnswer(answer, to: transaction)
                findings.judge(reading)
                return DeliveredTransaction(
                    id: transaction.id, destination: server, results: reading.results,
                    steps: conversation.steps, findings: findings.sorted)
            } catch {
                let cause = error.cause
                let wait = retries.wait(after: attempt, cause, now: participant.time.now)
                guard let wait, await hasWaited(wait) else {
                    throw TransactionError(
                        id: transaction.id, destination: server, cause: cause,
                        steps: conversation.steps, delivered: delivered)
                }
                attempt += 1
            }
        }
    }

    /// The answer; none where it is 200 and cannot be read: the server has the transaction all the same.
    private func answer(
        to transaction: Transaction, in conversation: inout Conversation
    ) async throws(ParticipationError) -> JSONElement? {
        do {
            return try await conversation.ask(
                "send", [RequestParameter("txnId", transaction.id)], body: .bytes(transaction.body),
                as: .sendEvent)
        } catch {
            guard case .notJSON = error.cause else { throw error }
            return nil
        }
    }

    /// Waits; whether it was not given up meanwhile.
    private func hasWaited(_ duration: Duration) async -> Bool {
        do {
            try await clock.sleep(for: duration)
            return !Task.isCancelled
        } catch {
            return false
        }
    }

    // MARK: - One at a time

    private func enter(_ server: ServerName) async {
        guard lines[server] != nil else {
            lines[server] = []
            return
        }
        await withCheckedContinuation { lines[server, default: []].append($0) }
    }

    private func leave(_ server: ServerName) {
        guard var line = lines[server], !line.isEmpty else {
            lines[server] = nil
            return
        }
        let next = line.removeFirst()
        lines[server] = line
        next.resume()
    }
}
