/// Writes `curl` commands that send a request as it was sent here: to the same address, for the same
/// name, believing the same authorities.
public struct CurlCommand: Sendable, Hashable {
    /// The files of certificate authorities that are believed beside the system's.
    public var authorityFiles: [String]
    /// Whether certificates are verified.
    public var verifiesCertificates: Bool
    /// The proxy that connections go through.
    public var proxy: String?

    /// Commands that believe the system's authorities and those in `authorityFiles`.
    public init(
        authorityFiles: [String] = [], verifiesCertificates: Bool = true, proxy: String? = nil
    ) {
        self.authorityFiles = authorityFiles
        self.verifiesCertificates = verifiesCertificates
        self.proxy = proxy
    }

    /// The command that sends `method` for `target`, with `body`, to `destination`; it prints the head of
    /// the answer too, unless a filter of JSON is to read it.
    public func line(
        _ method: String, _ target: String, body: [UInt8]? = nil, at destination: Destination,
        showsHead: Bool = true
    ) -> String {
        var flags: [String] = []
        if method != "GET" { flags += ["-X", method] }
        if let body {
            flags += ["-H", "Content-Type: application/json"]
            flags += ["--data-binary", String(decoding: body, as: UTF8.self)]
        }
        return line(target: target, at: destination, flags: flags, showsHead: showsHead)
    }

    /// The command that sends `request` as it is, with all its headers and its body, to `destination`, and
    /// prints the answer's body.
    public func line(of request: HTTPRequest, at destination: Destination) -> String {
        var flags: [String] = ["--http1.1"]
        if request.method == "HEAD", request.body == nil {
            // Told the method alone, curl would wait for a body.
            flags.append("-I")
        } else if request.method != "GET" || request.body != nil {
            flags += ["-X", request.method]
        }
        for header in request.headers {
            // A colon without a value would switch the header off; the semicolon sends it empty.
            let isBlank = header.value.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
            flags += ["-H", isBlank ? "\(header.name);" : "\(header.name): \(header.value)"]
        }
        let body = request.body.map(CurlBody.init)
        if let body { flags += body.flags }
        let line = line(
            target: request.target, at: destination, host: request.hostHeader, flags: flags,
            showsHead: false)
        return (body?.source.map { "\($0) | " } ?? "") + line
    }

    /// The command for a `GET` of `target` at `destination`, changed by further `flags`.
    public func line(
        target: String, at destination: Destination, flags: [String] = [], showsHead: Bool = true
    ) -> String {
        line(
            target: target, at: destination, host: destination.hostHeader, flags: flags,
            showsHead: showsHead)
    }

    private func line(
        target: String, at destination: Destination, host hostHeader: String, flags: [String],
        showsHead: Bool
    ) -> String {
        let port = destination.port
        let host = destination.tlsName.urlHost
        let authority = port == 443 ? host : "\(host):\(port)"
        let start =
            ((showsHead ? ["curl", "-sS", "-i"] : ["curl", "-sS"]) + flags).map(ShellWord.init)
            + trust + (proxy.map { [ShellWord("-x"), ShellWord($0)] } ?? [])
        var words: [String] = []
        if destination.tlsName != .address(destination.address) {
            words += ["--connect-to", "\(host):\(port):\(destination.address.hostText):\(port)"]
        }
        if hostHeader != authority {
            words += ["-H", "Host: \(hostHeader)"]
        }
        if Self.isKept(target) {
            words.append("https://\(authority)\(target)")
        } else {
            words += ["--request-target", target, "https://\(authority)/"]
        }
        return (start + words.map(ShellWord.init)).map(\.description).joined(separator: " ")
    }

    /// Whether curl sends `target` as it stands in a URL: it takes brackets and braces for patterns, cuts off
    /// what follows `#` and an empty query, resolves `.` and `..`, and encodes what is not ASCII.
    private static func isKept(_ target: String) -> Bool {
        guard target.utf8.first == UInt8(ascii: "/"), target.utf8.last != UInt8(ascii: "?"),
            target.utf8.allSatisfy({
                $0 > 0x20 && $0 < 0x7F && !"[]{}#\\\"<>^`|".utf8.contains($0)
            })
        else { return false }
        let path = target.prefix { $0 != "?" }.lowercased()
        return !path.split(separator: "/").contains { segment in
            [".", "..", "%2e", ".%2e", "%2e.", "%2e%2e"].contains(segment)
        }
    }

    /// The flag that names the authorities, of which curl takes one file; a shell makes it of several.
    private var trust: [ShellWord] {
        guard verifiesCertificates else { return [ShellWord("-k")] }
        switch authorityFiles.count {
        case 0: return []
        case 1: return [ShellWord("--cacert"), ShellWord(authorityFiles[0])]
        default: return [ShellWord("--cacert"), ShellWord(concatenating: authorityFiles)]
        }
    }
}

extension FederationEnvironment {
    /// Commands that do what this environment does.
    public var curl: CurlCommand {
        CurlCommand(
            authorityFiles: authorityFiles, verifiesCertificates: verifiesCertificates, proxy: proxy
        )
    }
}
