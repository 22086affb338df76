import Synchronization
import TestHomeserver

/// Remembers who came to the own key document while a command runs, and asked for nothing.
final class ServedKeyWitness: ExchangeRecording {
    private let state = Mutex(State())

    /// How many are remembered.
    private static let maximumFailures = 10

    private struct State {
        var failures: [String] = []
        var authorityFile: String?
    }

    /// The witness of the command that runs; none where it serves no key document.
    @TaskLocal static var current: ServedKeyWitness?

    /// The connections that ended before anything was asked.
    var failures: [String] { state.withLock { $0.failures } }

    /// The authority that the certificate comes from; none where the certificate was given.
    var authorityFile: String? {
        get { state.withLock { $0.authorityFile } }
        set { state.withLock { $0.authorityFile = newValue } }
    }

    func record(_ record: ExchangeRecord) {
        guard case .failed(let failure) = record.event else { return }
        switch failure {
        case .handshake, .noRequest:
            state.withLock { state in
                guard state.failures.count < Self.maximumFailures else { return }
                state.failures.append("\(record.peer): \(failure)")
            }
        case .notHTTP: break
        }
    }
}
