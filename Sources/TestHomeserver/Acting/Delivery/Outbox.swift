import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import Synchronization

/// Sends what a virtual server has for others: to each of them one transaction after the other, and what
/// gathers meanwhile in the next one.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#transactions>
final class Outbox: Sendable {
    private let sender: TransactionSender
    private let work: BackgroundWork
    private let contents = Mutex<[ServerName: OutboxLine]>([:])

    /// Sends by `sender`, as a part of `work`.
    init(_ sender: TransactionSender, work: BackgroundWork) {
        self.sender = sender
        self.work = work
    }

    /// Sends an event to servers.
    func send(_ event: Event, to servers: some Sequence<ServerName>) {
        for server in servers { add(to: server) { $0.add(event) } }
    }

    /// Sends an EDU to servers.
    func send(edu: JSONObject, to servers: some Sequence<ServerName>) {
        for server in servers { add(to: server) { $0.add(edu: edu) } }
    }

    /// What waits, and how it went so far, by the names of the servers.
    var lines: [(destination: ServerName, line: OutboxLine)] {
        contents.withLock { lines in lines.map { (destination: $0.key, line: $0.value) } }
            .sorted { $0.destination.description < $1.destination.description }
    }

    /// Whether nothing waits and nothing is on its way.
    var isIdle: Bool { contents.withLock { $0.values.allSatisfy(\.isIdle) } }

    private func add(to server: ServerName, _ change: (inout OutboxLine) -> Void) {
        let isServed = contents.withLock { lines in
            var line = lines[server] ?? OutboxLine()
            change(&line)
            let wasServed = line.isServed
            line.isServed = true
            lines[server] = line
            return wasServed
        }
        guard !isServed else { return }
        work.begin { await self.serve(server) }
    }

    /// Sends to one server until nothing is left.
    private func serve(_ server: ServerName) async {
        while !Task.isCancelled {
            let next = contents.withLock { $0[server]?.takeTransaction() }
            guard let (events, edus) = next else { return }
            let outcome: Result<[DeliveredTransaction], TransactionError>
            do {
                outcome = .success(try await sender.send(events, edus: edus, to: server))
            } catch {
                outcome = .failure(error)
            }
            contents.withLock { $0[server]?.note(outcome) }
        }
    }
}
