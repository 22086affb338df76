import NIOCore

/// An open connection: what it brings, and the way for answers.
struct Connection: Sendable {
    /// The channel, which takes ``Outgoing`` values.
    let channel: any Channel
    /// What arrives, in order; ends with the connection.
    let arrivals: AsyncStream<Arrival>
    /// Who answers.
    let responder: any Responding

    /// Answers one arrival after the other until the connection ends.
    func serve() async {
        for await arrival in arrivals {
            guard let outgoing = await responder.answer(to: arrival) else { continue }
            do {
                try await channel.writeAndFlush(outgoing)
            } catch {
                // The peer is gone, and with it the one who could be told.
                channel.close(promise: nil)
            }
        }
    }
}
