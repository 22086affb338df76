import FederationCore

/// Commands that show what a check saw, without fedctl.
enum ReproduceCommand {
    /// `curl` for the request of `exchange` at `destination`.
    static func curl(
        _ exchange: ExchangeFacts, at destination: Destination, in context: CheckContext,
        flags: [String] = [], showsHead: Bool = true
    ) -> String {
        var destination = destination
        destination.hostHeader = exchange.request.hostHeader
        var more = flags
        if HTTPProbe.agents.contains(exchange.agent), !flags.contains("-A") {
            more += ["-A", exchange.agent]
        }
        if exchange.request.method != "GET" { more += ["-X", exchange.request.method] }
        for header in exchange.request.headers
        where !["User-Agent", "Connection"].contains(header.name) {
            more += ["-H", "\(header.name): \(header.value)"]
        }
        if let body = exchange.request.body {
            more += ["--data-binary", String(decoding: body, as: UTF8.self)]
        }
        return curl(
            target: exchange.request.target, at: destination, in: context,
            trusts: exchange.verifiedCertificate, flags: more, showsHead: showsHead)
    }

    /// The same request twenty times, each over a connection of its own, and the status of each answer.
    static func loop(
        _ exchange: ExchangeFacts, at destination: Destination, in context: CheckContext
    ) -> String {
        let command = curl(
            exchange, at: destination, in: context,
            flags: ["-A", exchange.agent, "-o", "/dev/null", "-w", "%{http_code}\\n"],
            showsHead: false)
        return "for i in $(seq 20); do \(command); done"
    }

    /// `curl` for a `GET` of `target` at `destination`.
    ///
    /// Where `trusts` says that the certificate was not verified, curl may not verify it either.
    static func curl(
        target: String, at destination: Destination, in context: CheckContext, trusts: Bool = true,
        flags: [String] = [], showsHead: Bool = true
    ) -> String {
        CurlCommand(
            authorityFiles: context.authorityFiles, verifiesCertificates: trusts,
            proxy: context.proxy
        )
        .line(target: target, at: destination, flags: flags, showsHead: showsHead)
    }

    /// `curl` for an address that is not a destination, such as the one of well-known.
    static func curl(host: String, target: String, in context: CheckContext) -> String {
        let trust =
            context.verifiesCertificates
            ? authorityFlags("--cacert", in: context) : [ShellWord("-k")]
        let proxy = context.proxy.map { ["-x", $0] } ?? []
        let start = ["curl", "-sS", "-i"].map(ShellWord.init) + trust + proxy.map(ShellWord.init)
        var words: [String] = []
        let (newHost, newPort) = ConnectOverride.target(
            host: host, port: 443, overrides: context.connectOverrides)
        if newHost != host || newPort != 443 {
            words += ["--connect-to", "\(host):443:\(bracketed(newHost)):\(newPort)"]
        }
        words.append("https://\(host)\(target)")
        return line(start + words.map(ShellWord.init))
    }

    /// `openssl s_client` at `destination`, with `flags` at its end.
    static func openssl(
        at destination: Destination, in context: CheckContext, _ flags: [String]
    ) -> String {
        var words = ["openssl", "s_client", "-connect", destination.description]
        // The place alone is what it takes.
        if let proxy = context.proxy.flatMap({ try? HTTPProxy(parsing: $0) }) {
            words += ["-proxy", proxy.description]
        }
        switch destination.tlsName {
        case .name(let name): words += ["-servername", name]
        case .address: words.append("-noservername")
        }
        // Without an end of its input it would wait for what the user types.
        return line(
            words.map(ShellWord.init) + authorityFlags("-CAfile", in: context)
                + flags.map(ShellWord.init)) + " </dev/null"
    }

    /// `dig` for `question`, at the server that answered it where it is known.
    static func dig(_ question: DNSQuestion, source: String?) -> String {
        if source == "/etc/hosts" { return line(["getent", "ahosts", question.name]) }
        var words = ["dig"]
        if let source, let (host, port) = split(source) {
            words.append("@\(host)")
            if port != "53" { words += ["-p", port] }
        }
        // A name that begins as an option does is no option after -q.
        return line(words + ["-q", question.name, "-t", question.type.rawValue])
    }

    /// The words as one line for a POSIX shell.
    static func line(_ words: [String]) -> String {
        line(words.map(ShellWord.init))
    }

    private static func line(_ words: [ShellWord]) -> String {
        words.map(\.description).joined(separator: " ")
    }

    /// The flag that names the user's certificate authorities; both tools take one file, a shell
    /// makes it of several.
    private static func authorityFlags(_ flag: String, in context: CheckContext) -> [ShellWord] {
        let files = context.authorityFiles
        if files.isEmpty { return [] }
        let file = files.count == 1 ? ShellWord(files[0]) : ShellWord(concatenating: files)
        return [ShellWord(flag), file]
    }

    private static func bracketed(_ host: String) -> String {
        host.contains(":") ? "[\(host)]" : host
    }

    /// Splits `192.0.2.53:53` and `[2001:db8::1]:53`.
    private static func split(_ source: String) -> (host: String, port: String)? {
        guard let colon = source.lastIndex(of: ":") else { return nil }
        var host = source[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard IPAddress(parsing: String(host)) != nil else { return nil }
        return (String(host), String(source[source.index(after: colon)...]))
    }
}
