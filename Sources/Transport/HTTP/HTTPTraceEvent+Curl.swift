import CCurl

extension HTTPTraceEvent {
    /// The events in one call of libcurl's debug callback.
    static func events(_ kind: curl_infotype, _ bytes: UnsafeRawBufferPointer) -> [HTTPTraceEvent] {
        switch kind {
        case CURLINFO_TEXT: lines(bytes).map { .information(withoutAbsentHost($0)) }
        case CURLINFO_HEADER_OUT: lines(bytes).map { .requestLine(shortened($0)) }
        case CURLINFO_HEADER_IN: lines(bytes).map { .responseLine($0) }
        case CURLINFO_DATA_OUT: [.requestBody(bytes: bytes.count)]
        case CURLINFO_DATA_IN: [.responseBody(bytes: bytes.count)]
        default: []
        }
    }

    /// A request line whose credentials are cut: of an X-Matrix signature the beginning stays, of others the scheme.
    static func shortened(_ line: String) -> String {
        guard let colon = line.firstIndex(of: ":") else { return line }
        let name = line[..<colon].lowercased()
        guard name == "authorization" || name == "proxy-authorization" else { return line }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        guard value.lowercased().hasPrefix("x-matrix "), let sig = value.firstRange(of: "sig=")
        else {
            return "\(line[...colon]) \(value.prefix { $0 != " " }) …"
        }
        let signature = value[sig.upperBound...]
        let end = signature.firstIndex(of: ",") ?? signature.endIndex
        return "\(line[...colon]) \(value[..<sig.upperBound])\(signature[..<end].prefix(9))…"
            + signature[end...]
    }

    /// A remark of libcurl without the host that it has no name for where the connection is led elsewhere.
    static func withoutAbsentHost(_ line: String) -> String {
        guard let mark = line.firstRange(of: " (nil)") else { return line }
        let before = line[..<mark.lowerBound]
        let after = line[mark.upperBound...]
        // "Connected to (nil) (192.0.2.1) port 443" and "Connection #0 to host (nil) left intact".
        if after.hasPrefix(" ("), let end = after.firstIndex(of: ")") {
            let address = after[..<end].dropFirst(2)
            return "\(before) \(address)\(after[after.index(after: end)...])"
        }
        let named = " to host"
        let start = before.hasSuffix(named) ? before.dropLast(named.count) : before
        return String(start + after)
    }

    private static func lines(_ bytes: UnsafeRawBufferPointer) -> [String] {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: true).compactMap { line in
            let text = line.last == 0x0D ? line.dropLast() : line
            return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
        }
    }
}
