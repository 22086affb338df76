public import FederationCore
import Synchronization
import Testing

/// A double of the TLS prober that answers from a table, and keeps a journal of what was asked.
///
/// A handshake that no row fits is recorded as an issue of the running test, and answered with an error.
public final class CannedTLS: TLSProbing {
    private let rows: [Row]
    private let state = Mutex<[TLSProbeRequest]>([])

    /// Answers from `rows`; the first row that fits is taken.
    public init(_ rows: [Row] = []) {
        self.rows = rows
    }

    /// What was asked, in order.
    public var journal: [TLSProbeRequest] { state.withLock { $0 } }

    /// What was asked, in order, each as `198.51.100.7:443 for example.org`.
    public var asked: [String] {
        journal.map { "\($0.address.hostText):\($0.port) for \($0.name)" }
    }

    /// Answers from the table.
    public func probe(
        _ request: TLSProbeRequest
    ) async throws(TLSProbeError) -> TLSProbeResult {
        state.withLock { $0.append(request) }
        guard let row = rows.first(where: { $0.fits(request) }) else {
            let asked = "\(request.address.hostText):\(request.port) for \(request.name)"
            Issue.record("no canned handshake for \(asked)")
            throw TLSProbeError(.handshake, "no canned handshake for \(asked)")
        }
        switch row.answer {
        case .result(let result): return result
        case .failure(let error): throw error
        case .deaf:
            // Deaf to the limit too: only cancellation ends it, as the caller has to prove.
            try? await Task.sleep(for: .seconds(3600))
            throw TLSProbeError(.cancelled, "cancelled")
        }
    }
}

extension CannedTLS {
    /// What one handshake is answered with.
    public enum Answer: Sendable {
        /// A completed handshake.
        case result(TLSProbeResult)
        /// No handshake.
        case failure(TLSProbeError)
        /// Nothing at all, until the task is cancelled: the limit is not heeded.
        case deaf

        /// No handshake.
        public static func failure(_ phase: TLSProbeError.Phase, _ reason: String) -> Answer {
            .failure(TLSProbeError(phase, reason))
        }
    }

    /// A handshake of the table, and its answer.
    public struct Row: Sendable {
        var address: String
        var name: String?
        var sendsServerNameIndication: Bool?
        var onlyVersion: TLSVersion?
        var offersWeakAlgorithms: Bool?
        var answer: Answer

        /// Answers handshakes with `address`, such as `198.51.100.7:443`; `*` fits any.
        ///
        /// - Parameters:
        ///   - address: The address and port.
        ///   - name: The name that is asked for; none fits any.
        ///   - sendsServerNameIndication: Whether SNI is sent; none fits both.
        ///   - onlyVersion: The one version that is offered; none fits any.
        ///   - offersWeakAlgorithms: Whether everything is offered that there is; none fits both.
        ///   - answer: The answer.
        public init(
            at address: String, name: String? = nil, sendsServerNameIndication: Bool? = nil,
            onlyVersion: TLSVersion? = nil, offersWeakAlgorithms: Bool? = nil, _ answer: Answer
        ) {
            self.address = address
            self.name = name
            self.sendsServerNameIndication = sendsServerNameIndication
            self.onlyVersion = onlyVersion
            self.offersWeakAlgorithms = offersWeakAlgorithms
            self.answer = answer
        }

        func fits(_ request: TLSProbeRequest) -> Bool {
            if address != "*", address != "\(request.address.hostText):\(request.port)" {
                return false
            }
            if let name, name != request.name.description { return false }
            if let sends = sendsServerNameIndication, sends != request.sendsServerNameIndication {
                return false
            }
            if let offers = offersWeakAlgorithms, offers != request.offersWeakAlgorithms {
                return false
            }
            if let version = onlyVersion, version != request.onlyVersion { return false }
            return true
        }
    }
}
