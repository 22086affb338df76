import COpenSSL
import Certificates
import FederationCore
import Glibc

/// Owns one connection: the socket, and the `SSL` that speaks over it.
struct TLSConnection: ~Copyable {
    let socket: Socket
    private let ssl: OpaquePointer
    private let findings: HandshakeFindings
    private let trust: TrustStore
    private let witness = FirstBytesWitness()

    /// How far one step of the handshake came.
    enum Step {
        case done
        case wantsToRead
        case wantsToWrite
        case failed(Failure)
    }

    /// Why a handshake cannot go on.
    enum Failure {
        /// The connection broke.
        case system(SystemError)
        /// The peer closed the connection.
        case closed
        /// The peer sent an alert.
        case alert(number: Int)
        /// What came is no TLS, or no TLS that we accept.
        case protocolError(code: Int32, reason: String)
    }

    /// Begins to connect, for a handshake after `request`.
    init(
        _ request: TLSProbeRequest, over socket: consuming Socket, context: TLSContext
    ) {
        guard let ssl = SSL_new(context.pointer) else { preconditionFailure("no memory") }
        findings = HandshakeFindings(readsCertificates: request.readsCertificates)
        trust = context.trust
        self.ssl = ssl
        self.socket = socket
        findings.attach(to: ssl)
        SSL_set_fd(ssl, self.socket.descriptor)
        SSL_set_connect_state(ssl)
        witness.watch(SSL_get_rbio(ssl))
        if request.offersWeakAlgorithms { _ = shim_ssl_allow_weak(ssl) }
        setVersions(
            request.onlyVersion,
            lowest: request.offersWeakAlgorithms ? TLS1_VERSION : TLS1_2_VERSION)
        setName(request.name, sendsServerNameIndication: request.sendsServerNameIndication)
        setApplicationProtocols(request.applicationProtocols)
    }

    deinit { SSL_free(ssl) }

    private func setVersions(_ only: TLSVersion?, lowest: Int32) {
        guard let only else {
            _ = shim_ssl_set_versions(ssl, lowest, TLS1_3_VERSION)
            return
        }
        let number =
            switch only {
            case .tls10: TLS1_VERSION
            case .tls11: TLS1_1_VERSION
            case .tls12: TLS1_2_VERSION
            case .tls13: TLS1_3_VERSION
            }
        if only == .tls10 || only == .tls11 {
            // Their signatures use SHA-1, which OpenSSL 3 allows at this level alone.
            _ = shim_ssl_allow_weak(ssl)
        }
        _ = shim_ssl_set_versions(ssl, number, number)
    }

    private func setName(_ name: TLSName, sendsServerNameIndication: Bool) {
        let isSet: Bool
        switch name {
        case .name(let name):
            // A dot at the end belongs to DNS; neither SNI nor certificates have it.
            let bare = name.hasSuffix(".") ? String(name.dropLast()) : name
            isSet = setExpectedName(.dns(bare), in: SSL_get0_param(ssl))
            if sendsServerNameIndication { _ = shim_ssl_set_server_name(ssl, bare) }
        case .address(let address):
            isSet = setExpectedName(.address(address.bytes), in: SSL_get0_param(ssl))
        }
        if !isSet { findings.collector.recordImpossibleName() }
    }

    private func setApplicationProtocols(_ protocols: [String]) {
        let list = protocols.filter { (1...255).contains($0.utf8.count) }
            .flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        guard !list.isEmpty else { return }
        SSL_set_alpn_protos(ssl, list, UInt32(list.count))
    }

    /// Whether the peer asked for a client certificate so far.
    var asksForClientCertificate: Bool { findings.asksForClientCertificate }

    /// How many bytes the peer has sent so far.
    var receivedBytes: Int { Int(clamping: BIO_number_read(SSL_get_rbio(ssl))) }

    /// The first bytes that the peer sent, read off after a failure: at most `count`, and at least a record's head
    /// where that much came.
    func firstBytes(_ count: Int) -> [UInt8] {
        witness.bytes + socket.receive(count - witness.bytes.count)
    }

    /// Goes on with the handshake as far as it goes without waiting.
    func step() -> Step {
        ERR_clear_error()
        errno = 0
        let result = SSL_connect(ssl)
        let systemNumber = errno
        if result == 1 { return .done }
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ: return .wantsToRead
        case SSL_ERROR_WANT_WRITE: return .wantsToWrite
        case SSL_ERROR_ZERO_RETURN: return .failed(.closed)
        case SSL_ERROR_SYSCALL where systemNumber != 0:
            ERR_clear_error()
            return .failed(.system(SystemError(number: systemNumber)))
        case SSL_ERROR_SYSCALL: return .failed(.closed)
        default: return .failed(failure())
        }
    }

    private func failure() -> Failure {
        let code = ERR_GET_REASON(ERR_peek_error())
        let reason = openSSLReason()
        if code == SSL_R_UNEXPECTED_EOF_WHILE_READING { return .closed }
        let alert = Int(code) - Int(SSL_AD_REASON_OFFSET)
        if (0...255).contains(alert) { return .alert(number: alert) }
        return .protocolError(code: code, reason: reason)
    }

    /// What the completed handshake showed.
    func result(
        connectMilliseconds: Double, handshakeMilliseconds: Double
    ) -> TLSProbeResult {
        let isRead = findings.readsCertificates
        var result = TLSProbeResult(
            version: version, cipherSuite: cipherSuite, group: group,
            applicationProtocol: applicationProtocol, chain: isRead ? chain : [],
            verificationErrors: isRead ? findings.collector.errors : [],
            connectMilliseconds: connectMilliseconds,
            handshakeMilliseconds: handshakeMilliseconds)
        if isRead, result.verificationErrors.isEmpty { result.anchor = anchor }
        result.asksForClientCertificate = findings.asksForClientCertificate
        if isRead {
            let sources = timestampSources
            result.handshakeTimestamps = sources.count { $0 == SCT_SOURCE_TLS_EXTENSION }
            result.stapledTimestamps = sources.count { $0 == SCT_SOURCE_OCSP_STAPLED_RESPONSE }
        }
        return result
    }

    /// Where each timestamp of a transparency log comes from; what cannot be read is none.
    private var timestampSources: [sct_source_t] {
        defer { ERR_clear_error() }
        guard let list = SSL_get0_peer_scts(ssl) else { return [] }
        return (0..<max(0, OPENSSL_sk_num(list))).compactMap { index in
            OPENSSL_sk_value(list, index).map { SCT_get_source(OpaquePointer($0)) }
        }
    }

    /// Says goodbye, as a polite peer does; what comes back is not waited for.
    func sayGoodbye() {
        SSL_shutdown(ssl)
        ERR_clear_error()
    }

    private var version: String {
        switch SSL_version(ssl) {
        case TLS1_VERSION: TLSVersion.tls10.rawValue
        case TLS1_1_VERSION: TLSVersion.tls11.rawValue
        case TLS1_2_VERSION: TLSVersion.tls12.rawValue
        case TLS1_3_VERSION: TLSVersion.tls13.rawValue
        default: String(cString: SSL_get_version(ssl))
        }
    }

    private var cipherSuite: String {
        let cipher = SSL_get_current_cipher(ssl)
        if let name = SSL_CIPHER_standard_name(cipher) { return String(cString: name) }
        return String(cString: SSL_CIPHER_get_name(cipher))
    }

    private var group: String? {
        let nid = shim_ssl_negotiated_group(ssl)
        guard nid != NID_undef else { return nil }
        // A group that this OpenSSL has no name for comes as its number on the wire, with a mark.
        if nid & 0x0100_0000 != 0 { return "group \(nid & 0xFFFF)" }
        if let nist = EC_curve_nid2nist(nid) { return String(cString: nist) }
        guard let name = OBJ_nid2sn(nid) else { return nil }
        return String(cString: name)
    }

    private var applicationProtocol: String? {
        var start: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(ssl, &start, &count)
        guard count > 0 else { return nil }
        return String(
            decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
    }

    /// The last certificate of the chain that OpenSSL built.
    private var anchor: TrustAnchor? {
        guard let built = SSL_get0_verified_chain(ssl),
            let last = OPENSSL_sk_value(built, OPENSSL_sk_num(built) - 1)
        else { return nil }
        return trust.anchor(X509Handle(sharing: OpaquePointer(last)))
    }

    private var chain: [CertificateFacts] {
        guard let sent = SSL_get_peer_cert_chain(ssl) else { return [] }
        return (0..<max(0, OPENSSL_sk_num(sent))).compactMap { index in
            guard let certificate = OPENSSL_sk_value(sent, index) else { return nil }
            return CertificateFacts(X509Handle(sharing: OpaquePointer(certificate)))
        }
    }
}
