import CCurl

/// Owns an easy handle with the list of its headers and the room for its messages.
struct CurlHandle: ~Copyable {
    /// The handle, for the driver's table; it dies with this value.
    let pointer: UnsafeMutableRawPointer
    private let messageBuffer: UnsafeMutablePointer<CChar>
    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var connectToList: UnsafeMutablePointer<curl_slist>?

    private init(
        pointer: UnsafeMutableRawPointer, messageBuffer: UnsafeMutablePointer<CChar>
    ) {
        self.pointer = pointer
        self.messageBuffer = messageBuffer
    }

    deinit {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(headerList)
        curl_slist_free_all(connectToList)
        messageBuffer.deallocate()
    }

    /// A new handle, with signals off and nothing else set.
    static func make() throws(CurlSetupError) -> CurlHandle {
        guard let pointer = curl_easy_init() else {
            throw CurlSetupError(subject: "a handle", reason: "out of memory")
        }
        let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        buffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        let handle = CurlHandle(pointer: pointer, messageBuffer: buffer)
        try handle.set(CURLOPT_ERRORBUFFER, pointer: buffer)
        try handle.set(CURLOPT_NOSIGNAL, true)
        return handle
    }

    /// What libcurl wrote about the failure; empty where it wrote nothing.
    var message: String { String(cString: messageBuffer) }

    // MARK: Options

    /// Sets a number.
    func set(_ option: CURLoption, _ value: Int) throws(CurlSetupError) {
        try check(fedctl_curl_set_long(pointer, option, value), option)
    }

    /// Sets a switch.
    func set(_ option: CURLoption, _ value: Bool) throws(CurlSetupError) {
        try set(option, value ? 1 : 0)
    }

    /// Sets a size that may be larger than a `long`.
    func set(_ option: CURLoption, offset value: Int) throws(CurlSetupError) {
        try check(fedctl_curl_set_offset(pointer, option, curl_off_t(value)), option)
    }

    /// Sets a text, or takes the default away.
    func set(_ option: CURLoption, _ value: String?) throws(CurlSetupError) {
        guard let value else {
            try check(fedctl_curl_set_text(pointer, option, nil), option)
            return
        }
        try check(fedctl_curl_set_text(pointer, option, value), option)
    }

    /// Sets a pointer that lives longer than the handle.
    func set(
        _ option: CURLoption, pointer value: UnsafeMutableRawPointer?
    ) throws(CurlSetupError) {
        try check(fedctl_curl_set_pointer(pointer, option, value), option)
    }

    /// Sets the callback for body or header lines.
    func set(
        _ option: CURLoption, callback: @escaping fedctl_curl_data_callback
    ) throws(CurlSetupError) {
        try check(fedctl_curl_set_data_callback(pointer, option, callback), option)
    }

    /// Sets the callback that sees each new TLS context.
    func set(
        _ option: CURLoption, tlsCallback: @escaping fedctl_curl_tls_callback
    ) throws(CurlSetupError) {
        try check(fedctl_curl_set_tls_callback(pointer, option, tlsCallback), option)
    }

    /// Sets the callback that sees what goes over the wire.
    func set(
        _ option: CURLoption, debugCallback: @escaping fedctl_curl_debug_callback
    ) throws(CurlSetupError) {
        try check(fedctl_curl_set_debug_callback(pointer, option, debugCallback), option)
    }

    /// Sets the body; its bytes are copied.
    func setBody(_ body: [UInt8]) throws(CurlSetupError) {
        try set(CURLOPT_POSTFIELDSIZE_LARGE, offset: body.count)
        let code = body.withUnsafeBytes { bytes in
            // An empty array has no address, and no address would mean "no body".
            var nothing: CChar = 0
            guard let start = bytes.baseAddress else {
                return fedctl_curl_set_text(pointer, CURLOPT_COPYPOSTFIELDS, &nothing)
            }
            return fedctl_curl_set_text(
                pointer, CURLOPT_COPYPOSTFIELDS, start.assumingMemoryBound(to: CChar.self))
        }
        try check(code, CURLOPT_COPYPOSTFIELDS)
    }

    /// Sets the header lines.
    mutating func setHeaders(_ lines: [String]) throws(CurlSetupError) {
        headerList = try Self.appending(lines, to: headerList)
        try check(fedctl_curl_set_list(pointer, CURLOPT_HTTPHEADER, headerList), CURLOPT_HTTPHEADER)
    }

    /// Leads every connection to another place, written `HOST:PORT:ADDRESS:PORT`.
    mutating func setConnectTo(_ rule: String) throws(CurlSetupError) {
        connectToList = try Self.appending([rule], to: connectToList)
        try check(
            fedctl_curl_set_list(pointer, CURLOPT_CONNECT_TO, connectToList), CURLOPT_CONNECT_TO)
    }

    private static func appending(
        _ lines: [String], to list: UnsafeMutablePointer<curl_slist>?
    ) throws(CurlSetupError) -> UnsafeMutablePointer<curl_slist>? {
        var list = list
        for line in lines {
            guard let longer = curl_slist_append(list, line) else {
                curl_slist_free_all(list)
                throw CurlSetupError(subject: "a list of texts", reason: "out of memory")
            }
            list = longer
        }
        return list
    }

    // MARK: What happened

    /// A number about the transfer; none where libcurl does not know it.
    func number(_ info: CURLINFO) -> Int? {
        var value = 0
        guard fedctl_curl_get_long(pointer, info, &value) == CURLE_OK else { return nil }
        return value
    }

    /// A time since the start in milliseconds; none where that point was not reached.
    func milliseconds(_ info: CURLINFO) -> Double? {
        var microseconds: curl_off_t = 0
        guard fedctl_curl_get_offset(pointer, info, &microseconds) == CURLE_OK, microseconds > 0
        else { return nil }
        return Double(microseconds) / 1000
    }

    /// The one place that looks at the return codes of options.
    private func check(_ code: CURLcode, _ option: CURLoption) throws(CurlSetupError) {
        guard code != CURLE_OK else { return }
        let name = curl_easy_option_by_id(option).map { String(cString: $0.pointee.name) }
        throw CurlSetupError(
            subject: name ?? "option \(option.rawValue)",
            reason: startingInLowerCase(String(cString: curl_easy_strerror(code))))
    }
}
