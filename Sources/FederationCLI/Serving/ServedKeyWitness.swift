import Synchronization
import TestHomeserver

/// Remembers who came to the own key document while a command runs, and went without it.
final class ServedKeyWitness: ExchangeRecording {
    private let state = Mutex(State())

    /// How many are remembered.
    private static let maximumFailures = 10

    private struct State {
        var failures: [String] = []
        var failureCount = 0
        var hasHandedOut = false
        var authorityFile: String?
    }

    /// The witness of the command that runs; none where it serves no key document.
    @TaskLocal static var current: ServedKeyWitness?

    /// The first connections that ended before anything was asked, and how many there were; none where somebody got
    /// the document: whoever else came may have been a scanner.
    var failures: (first: [String], count: Int) {
        state.withLock { $0.hasHandedOut ? ([], 0) : ($0.failures, $0.failureCount) }
    }

    /// The authority that the certificate comes from; none where the certificate was given.
    var authorityFile: String? {
        get { state.withLock { $0.authorityFile } }
        set { state.withLock { $0.authorityFile = newValue } }
    }

    func record(_ record: ExchangeRecord) {
        let failure: ConnectionFailure
        switch record.event {
        case .answered(let request):
            if request.status == 200, request.endpoint?.hasPrefix("server-keys") == true {
                state.withLock { $0.hasHandedOut = true }
            }
            return
        case .sent: return
        case .failed(let found): failure = found
        }
        switch failure {
        case .handshake, .noRequest:
            state.withLock { state in
                state.failureCount += 1
                guard state.failures.count < Self.maximumFailures else { return }
                state.failures.append("\(record.peer): \(failure)")
            }
        case .notHTTP: break
        }
    }
}
