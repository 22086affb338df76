import CCurl
import COpenSSL
import Certificates
import FederationCore
import Synchronization

/// One request under way.
///
/// Unchecked: the task that makes a transfer hands it over to the driver's thread with its start, and from then on only
/// that thread touches what can change; `isCancelled` is atomic.
final class CurlTransfer: @unchecked Sendable {
    /// Whether the task that waits was cancelled, perhaps before the start.
    let isCancelled = Atomic(false)
    /// Who waits; set once, before the hand-over.
    var continuation: CurlDriver.Continuation?

    private let request: HTTPRequest
    private let lines: RequestLines
    private let route: HTTPRoute
    private let limits: HTTPLimits
    private let trust: TrustStore
    private let configuration: CurlTransport.Configuration
    private let number: UInt64
    private var collector: ResponseCollector
    private var handle: CurlHandle?
    private var hasBegunTLS = false

    /// A transfer that was not started.
    init(
        request: HTTPRequest, lines: RequestLines, route: HTTPRoute, limits: HTTPLimits,
        trust: TrustStore, configuration: CurlTransport.Configuration, number: UInt64
    ) {
        self.request = request
        self.lines = lines
        self.route = route
        self.limits = limits
        self.trust = trust
        self.configuration = configuration
        self.number = number
        collector = ResponseCollector(
            maximumBodyBytes: limits.maximumBodyBytes,
            maximumHeaderBytes: configuration.maximumHeaderBytes,
            endsAtContinue: request.endsAtContinue)
    }

    /// The handle in libcurl, between ``prepare()`` and ``release()``.
    var pointer: UnsafeMutableRawPointer? { handle?.pointer }

    /// Gives the handle back.
    func release() {
        handle = nil
    }

    /// Tells who waits; later calls do nothing.
    func finish(_ result: CurlDriver.Result) {
        continuation?.resume(returning: result)
        continuation = nil
    }

    /// Makes the handle and sets every option.
    func prepare() throws(CurlSetupError) -> UnsafeMutableRawPointer {
        var handle = try CurlHandle.make()
        try setRoute(on: &handle)
        try setRequest(on: &handle)
        try setTrust(on: handle)
        try setCallbacks(on: handle)
        let pointer = handle.pointer
        self.handle = consume handle
        return pointer
    }

    // MARK: Options

    private func setRoute(on handle: inout CurlHandle) throws(CurlSetupError) {
        try handle.set(CURLOPT_URL, lines.url)
        try handle.setConnectTo(lines.connectTo)
        try handle.set(CURLOPT_PROTOCOLS_STR, route.usesTLS ? "https" : "http")
        try handle.set(CURLOPT_FOLLOWLOCATION, false)
        // An empty text switches off the proxies of the environment.
        try handle.set(CURLOPT_PROXY, configuration.proxy ?? "")
        try handle.set(CURLOPT_NOPROXY, configuration.proxy == nil ? "*" : "")
        if configuration.proxy != nil {
            try handle.set(CURLOPT_HTTPPROXYTUNNEL, true)
            try handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
            // The search for the proxy's address is not waited for when the transfer ends.
            try handle.set(CURLOPT_QUICK_EXIT, true)
        }
        let offersHTTP2 = route.usesTLS && route.versions == .http2
        try handle.set(
            CURLOPT_HTTP_VERSION,
            offersHTTP2 ? Int(CURL_HTTP_VERSION_2TLS) : Int(CURL_HTTP_VERSION_1_1))
        let milliseconds = max(1, limits.timeout.wholeMilliseconds)
        try handle.set(CURLOPT_TIMEOUT_MS, milliseconds)
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds)
        // libcurl repeats what it sent over a kept connection that is dead: only what may be sent twice goes there.
        let mayBeRepeated = request.mayBeRepeated || ["GET", "HEAD"].contains(request.method)
        let mayReuse = configuration.reusesConnections && route.mayReuseConnection && mayBeRepeated
        try handle.set(CURLOPT_FRESH_CONNECT, !mayReuse)
        if !configuration.reusesConnections {
            try handle.set(CURLOPT_FORBID_REUSE, true)
            try handle.set(CURLOPT_SSL_SESSIONID_CACHE, false)
        }
    }

    private func setRequest(on handle: inout CurlHandle) throws(CurlSetupError) {
        try handle.set(CURLOPT_REQUEST_TARGET, request.target)
        try handle.set(CURLOPT_PATH_AS_IS, true)
        if let body = request.body {
            try handle.setBody(body)
            if let rate = request.bytesPerSecond {
                try handle.set(CURLOPT_MAX_SEND_SPEED_LARGE, offset: rate)
            }
        }
        if request.method == "HEAD" {
            try handle.set(CURLOPT_NOBODY, true)
        }
        try handle.set(CURLOPT_CUSTOMREQUEST, request.method)
        // Every coding that libcurl can undo; which ones are offered is for the caller's header to say.
        try handle.set(CURLOPT_ACCEPT_ENCODING, "")
        try handle.setHeaders(lines.headers)
        if request.method != "HEAD" {
            try handle.set(CURLOPT_MAXFILESIZE_LARGE, offset: max(1, limits.maximumBodyBytes))
        }
    }

    private func setTrust(on handle: borrowing CurlHandle) throws(CurlSetupError) {
        try handle.set(CURLOPT_SSL_VERIFYPEER, route.verifiesCertificate)
        try handle.set(CURLOPT_SSL_VERIFYHOST, route.verifiesCertificate ? 2 : 0)
        try handle.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        // The distribution's defaults would be read anew for each connection, at twenty times its cost.
        for option in [
            CURLOPT_CAINFO, CURLOPT_CAPATH, CURLOPT_PROXY_CAINFO, CURLOPT_PROXY_CAPATH,
        ] {
            try handle.set(option, nil as String?)
        }
        try handle.set(
            CURLOPT_SSL_CTX_FUNCTION,
            tlsCallback: { _, context, transfer in
                guard let context, let transfer = CurlTransfer.at(transfer) else {
                    return CURLE_SSL_CERTPROBLEM
                }
                transfer.hasBegunTLS = true
                transfer.trust.withStore { SSL_CTX_set1_cert_store(OpaquePointer(context), $0) }
                return CURLE_OK
            })
        try handle.set(CURLOPT_SSL_CTX_DATA, pointer: address)
    }

    private func setCallbacks(on handle: borrowing CurlHandle) throws(CurlSetupError) {
        try handle.set(
            CURLOPT_HEADERFUNCTION,
            callback: { data, size, count, transfer in
                guard let transfer = CurlTransfer.at(transfer) else { return 0 }
                let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
                return transfer.collector.takeHeaderLine(bytes) ? bytes.count : 0
            })
        try handle.set(CURLOPT_HEADERDATA, pointer: address)
        try handle.set(
            CURLOPT_WRITEFUNCTION,
            callback: { data, size, count, transfer in
                guard let transfer = CurlTransfer.at(transfer) else { return 0 }
                let bytes = UnsafeRawBufferPointer(start: data, count: size * count)
                return transfer.collector.takeBody(bytes) ? bytes.count : 0
            })
        try handle.set(CURLOPT_WRITEDATA, pointer: address)
        guard configuration.tracing != nil else { return }
        try handle.set(
            CURLOPT_DEBUGFUNCTION,
            debugCallback: { _, kind, data, size, transfer in
                let bytes = UnsafeRawBufferPointer(start: data, count: size)
                CurlTransfer.at(transfer)?.trace(kind, bytes)
                return 0
            })
        try handle.set(CURLOPT_DEBUGDATA, pointer: address)
        try handle.set(CURLOPT_VERBOSE, true)
    }

    /// This transfer for a callback: the driver's table keeps it alive for as long as libcurl has its handle.
    private var address: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    private static func at(_ address: UnsafeMutableRawPointer?) -> CurlTransfer? {
        address.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func trace(_ kind: curl_infotype, _ bytes: UnsafeRawBufferPointer) {
        for event in HTTPTraceEvent.events(kind, bytes) {
            configuration.tracing?.trace(event, exchange: number)
        }
    }

    // MARK: The end

    /// What came of it, with `code` for libcurl's verdict.
    func result(_ code: CURLcode) -> CurlDriver.Result {
        let timings = self.timings
        let isContinue = collector.status == 100 && collector.isHeadComplete
        guard code == CURLE_OK || isContinue else {
            let failure = CurlFailure(
                code: code, message: handle?.message ?? "", overflow: collector.overflow,
                systemError: Int32(clamping: handle?.number(CURLINFO_OS_ERRNO) ?? 0),
                verifyResult: handle?.number(CURLINFO_SSL_VERIFYRESULT) ?? 0,
                proxy: configuration.proxy,
                proxyStatus: handle?.number(CURLINFO_HTTP_CONNECTCODE) ?? 0,
                usedKeptConnection: usedKeptConnection, hasBegunTLS: hasBegunTLS,
                status: collector.status, bodyBytes: collector.body.count,
                timings: timings)
            return .failure(failure.error(over: route, limits: limits))
        }
        guard let status = collector.status, collector.isHeadComplete else {
            return .failure(HTTPExchangeError(.truncated, "the answer ended within its head"))
        }
        return .success(
            HTTPResponse(
                status: status, version: collector.version, headers: collector.headers,
                body: collector.body, timings: timings))
    }

    /// Whether something was sent, and no connection made for it.
    private var usedKeptConnection: Bool {
        handle?.number(CURLINFO_NUM_CONNECTS) == 0
            && handle?.number(CURLINFO_REQUEST_SIZE) ?? 0 > 0
    }

    private var timings: HTTPTimings {
        HTTPTimings(
            connect: handle?.milliseconds(CURLINFO_CONNECT_TIME_T),
            tls: handle?.milliseconds(CURLINFO_APPCONNECT_TIME_T),
            firstByte: handle?.milliseconds(CURLINFO_STARTTRANSFER_TIME_T),
            total: handle?.milliseconds(CURLINFO_TOTAL_TIME_T))
    }
}
