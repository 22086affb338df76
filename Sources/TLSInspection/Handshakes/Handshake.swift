import COpenSSL
import FederationCore
import Glibc

/// One probe under way; belongs to the thread of the loop.
final class Handshake {
    private enum Phase {
        case connecting
        /// The proxy is asked for a tunnel.
        case tunnelling(ProxyTunnel)
        /// Waits for these events of `poll`.
        case shaking(Int32)
        /// The handshake failed with this error, unless plain HTTP turns out to be why.
        case inquiring(TLSProbeError, until: ContinuousClock.Instant)
        case finished(Result<TLSProbeResult, TLSProbeError>)
    }

    private let submission: Submission
    private let connection: TLSConnection
    private let userAgent: String
    private let started = ContinuousClock.now
    private let deadline: ContinuousClock.Instant
    private var phase = Phase.connecting
    private var connected: ContinuousClock.Instant?
    private var inquiry: PlainHTTPInquiry?
    private var mayInquire: Bool

    private var request: TLSProbeRequest { submission.ticket.request }

    private init(
        _ submission: Submission, over connection: consuming TLSConnection, userAgent: String
    ) {
        self.submission = submission
        self.connection = connection
        self.userAgent = userAgent
        deadline = started + submission.ticket.request.timeout
        // A probe of one version comes beside a general one, which asks.
        mayInquire =
            submission.ticket.request.onlyVersion == nil && submission.ticket.proxy == nil
    }

    /// Begins to connect; where that is refused at once, the task is resumed and there is no handshake.
    static func begin(
        _ submission: Submission, _ context: TLSContext, userAgent: String
    ) -> Handshake? {
        let request = submission.ticket.request
        do throws(SystemError) {
            let proxy = submission.ticket.proxy
            let socket = try Socket.connecting(
                to: proxy?.address ?? request.address, port: proxy?.proxy.port ?? request.port)
            return Handshake(
                submission, over: TLSConnection(request, over: socket, context: context),
                userAgent: userAgent)
        } catch {
            let failure = TLSProbeError.connecting(error, proxy: submission.ticket.proxy?.proxy)
            submission.continuation.resume(returning: .failure(failure))
            return nil
        }
    }

    /// What resumes the task, once the handshake is over.
    var resumption: (() -> Void)? {
        guard case .finished(let outcome) = phase else { return nil }
        return { [continuation = submission.continuation] in
            continuation.resume(returning: outcome)
        }
    }

    /// What to poll for.
    var interests: [pollfd] {
        let own: [pollfd] =
            switch phase {
            case .connecting: [entry(POLLOUT)]
            case .tunnelling(let tunnel): [entry(tunnel.wantsToWrite ? POLLOUT : POLLIN)]
            case .shaking(let events): [entry(events)]
            case .inquiring, .finished: []
            }
        return own + (inquiry.map { [$0.interest] } ?? [])
    }

    private func entry(_ events: Int32) -> pollfd {
        pollfd(fd: connection.socket.descriptor, events: Int16(events), revents: 0)
    }

    /// When ``heedTime()`` has to be called at the latest.
    var nextMoment: ContinuousClock.Instant {
        switch phase {
        case .inquiring(_, let end): min(end, deadline)
        case .shaking: min(silenceEnd ?? deadline, deadline)
        case .connecting, .tunnelling, .finished: deadline
        }
    }

    /// When a peer that has sent nothing so far is asked whether it is plain HTTP: half-way to the deadline.
    private var silenceEnd: ContinuousClock.Instant? {
        guard mayInquire, let connected, connection.receivedBytes == 0 else { return nil }
        return connected + connected.duration(to: deadline) / 2
    }

    /// Ends it where nobody waits any more, or where the time is up.
    func heedTime() {
        if submission.ticket.isCancelled { return cancel() }
        let now = ContinuousClock.now
        switch phase {
        case .connecting where now >= deadline, .tunnelling where now >= deadline:
            finish(
                .connectTimeout(after: request.timeout, proxy: submission.ticket.proxy?.proxy))
        case .shaking where now >= deadline:
            finish(
                .handshakeTimeout(
                    after: request.timeout, receivedBytes: connection.receivedBytes))
        case .shaking:
            if let silenceEnd, now >= silenceEnd { beginInquiry() }
        case .inquiring(let error, let end) where now >= min(end, deadline): finish(error)
        case .connecting, .tunnelling, .inquiring, .finished: break
        }
    }

    /// Ends it at once.
    func cancel() {
        finish(.cancelled)
    }

    /// Goes on as far as it goes without waiting.
    func advance(_ ready: [pollfd]) {
        if let inquiry, ready.contains(where: { $0.fd == inquiry.interest.fd && $0.revents != 0 }) {
            advance(inquiry)
        }
        guard ready.contains(where: { $0.fd == connection.socket.descriptor && $0.revents != 0 })
        else { return }
        switch phase {
        case .connecting:
            let proxy = submission.ticket.proxy
            if let error = connection.socket.pendingError {
                return finish(.connecting(error, proxy: proxy?.proxy))
            }
            guard let proxy else { return beginToShake() }
            let tunnel = ProxyTunnel(through: proxy, to: request, userAgent: userAgent)
            advance(tunnel)
        case .tunnelling(let tunnel): advance(tunnel)
        case .shaking: shake()
        case .inquiring, .finished: break
        }
    }

    private func advance(_ tunnel: ProxyTunnel) {
        var tunnel = tunnel
        switch tunnel.advance(over: connection.socket) {
        case .waiting: phase = .tunnelling(tunnel)
        case .open: beginToShake()
        case .failed(let error): finish(error)
        }
    }

    private func beginToShake() {
        connected = .now
        shake()
    }

    private func shake() {
        switch connection.step() {
        case .wantsToRead: phase = .shaking(POLLIN)
        case .wantsToWrite: phase = .shaking(POLLOUT)
        case .done: succeed()
        case .failed(let failure): fail(failure)
        }
    }

    private func fail(_ failure: TLSConnection.Failure) {
        let firstBytes = connection.firstBytes(80)
        if let line = httpStatusLine(firstBytes) { return finish(.plainHTTP(line)) }
        var error = TLSProbeError.handshake(failure, firstBytes: firstBytes)
        error.asksForClientCertificate = connection.asksForClientCertificate
        if looksLikeTLS(firstBytes) { return finish(error) }
        beginInquiry()
        if inquiry == nil { return finish(error) }
        // A peer that has anything to say in clear says it about as fast as it failed.
        let end = ContinuousClock.now + started.duration(to: .now) + .seconds(1)
        phase = .inquiring(error, until: end)
    }

    private func succeed() {
        let now = ContinuousClock.now
        let connected = connected ?? now
        let result = connection.result(
            connectMilliseconds: started.duration(to: connected).milliseconds,
            handshakeMilliseconds: connected.duration(to: now).milliseconds)
        connection.sayGoodbye()
        phase = .finished(.success(result))
        inquiry = nil
    }

    private func beginInquiry() {
        guard mayInquire else { return }
        mayInquire = false
        inquiry = PlainHTTPInquiry.begin(request, userAgent: userAgent)
    }

    private func advance(_ inquiry: PlainHTTPInquiry) {
        switch inquiry.advance() {
        case .waiting: break
        case .http(let line): finish(.plainHTTP(line))
        case .somethingElse:
            self.inquiry = nil
            if case .inquiring(let error, _) = phase { finish(error) }
        }
    }

    private func finish(_ error: TLSProbeError) {
        if case .finished = phase { return }
        phase = .finished(.failure(error))
        inquiry = nil
    }
}
