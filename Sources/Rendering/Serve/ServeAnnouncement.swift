public import FederationCore
public import MatrixJSON

/// What a started homeserver says about itself: where it listens, and what to trust.
public struct ServeAnnouncement: Sendable {
    /// The names that it serves, with the key of each.
    public let servers: [(name: ServerName, key: VerifyKey)]
    /// What the first name is delegated to by its well-known document; none where it is not.
    public let delegate: ServerName?
    /// Where it listens, as `address:port`.
    public let addresses: [String]
    /// The file with the certificate of its authority; none where the certificate was given.
    public let authorityFile: String?
    /// Whether it speaks plain HTTP.
    public let speaksPlainHTTP: Bool
    /// Where it can be asked and told while it runs; none where it cannot.
    public let control: Control?

    /// Where a homeserver can be asked and told.
    public struct Control: Sendable, Hashable {
        /// The address, such as `http://127.0.0.1:40123`.
        public var url: String
        /// What has to be in `Authorization: Bearer`.
        public var token: String

        /// A place, with what opens it.
        public init(url: String, token: String) {
            self.url = url
            self.token = token
        }
    }

    /// An announcement.
    public init(
        servers: [(name: ServerName, key: VerifyKey)], delegate: ServerName? = nil,
        addresses: [String], authorityFile: String?, speaksPlainHTTP: Bool,
        control: Control? = nil
    ) {
        self.servers = servers
        self.delegate = delegate
        self.addresses = addresses
        self.authorityFile = authorityFile
        self.speaksPlainHTTP = speaksPlainHTTP
        self.control = control
    }

    /// The announcement for people; its last line is a command that checks the first server.
    public var text: String {
        var lines = servers.map { server in
            "serving \(server.name), key \(server.key.keyID)"
        }
        let scheme = speaksPlainHTTP ? "plain HTTP" : "HTTPS"
        lines.append("listening on \(addresses.joined(separator: ", ")) (\(scheme))")
        if let authorityFile { lines.append("trust it with --ca \(authorityFile)") }
        if let control { lines.append("control it at \(control.url), token \(control.token)") }
        if let command { lines.append("try fedctl \(command)") }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The announcement for machines, `fedctl.serve/1`.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.serve/1",
            "servers": .array(
                servers.map { server in
                    [
                        "server_name": .string(server.name.description),
                        "key_id": .string(server.key.keyID.description),
                        "public_key": .string(server.key.base64),
                    ]
                }),
            "listening": .array(addresses.map { .string($0) }),
            "tls": .boolean(!speaksPlainHTTP),
        ]
        if let authorityFile { object["ca_file"] = .string(authorityFile) }
        if let control {
            object["control"] = ["url": .string(control.url), "token": .string(control.token)]
        }
        return .object(object)
    }

    /// The arguments of a check of the first server, where one can be made without proxies.
    public var command: String? {
        guard let first = servers.first, let authorityFile, let address = addresses.first else {
            return nil
        }
        var words = ["check", first.name.description, "--ca", authorityFile]
        for name in [first.name, delegate].compactMap(\.self) {
            guard case .name(let host) = name.host, host != "localhost" else { continue }
            let port = name.port.map(String.init) ?? ""
            words += ["--connect-to", "\(host):\(port):\(address)"]
        }
        return words.joined(separator: " ")
    }
}
