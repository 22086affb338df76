/// The wish of those who control the homeserver that it ends.
final class StopWish: Sendable {
    private let wishes: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (wishes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    /// Wishes it.
    func wish() { continuation.yield() }

    /// Returns once it is wished, or the task is cancelled.
    func wait() async {
        for await _ in wishes { return }
    }
}
