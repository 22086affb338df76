public import FederationCore
public import MatrixJSON

/// What a started homeserver says about itself: where it listens, and what to trust.
public struct ServeAnnouncement: Sendable {
    /// The names that it serves, with the key of each.
    public let servers: [(name: ServerName, key: VerifyKey)]
    /// Where it listens, as `address:port`.
    public let addresses: [String]
    /// The file with the certificate of its authority; none where the certificate was given.
    public let authorityFile: String?
    /// Whether it speaks plain HTTP.
    public let speaksPlainHTTP: Bool

    /// An announcement.
    public init(
        servers: [(name: ServerName, key: VerifyKey)], addresses: [String],
        authorityFile: String?, speaksPlainHTTP: Bool
    ) {
        self.servers = servers
        self.addresses = addresses
        self.authorityFile = authorityFile
        self.speaksPlainHTTP = speaksPlainHTTP
    }

    /// The announcement for people; its last line is a command that checks the first server.
    public var text: String {
        var lines = servers.map { server in
            "serving \(server.name), key \(server.key.keyID)"
        }
        let scheme = speaksPlainHTTP ? "plain HTTP" : "HTTPS"
        lines.append("listening on \(addresses.joined(separator: ", ")) (\(scheme))")
        if let authorityFile { lines.append("trust it with --ca \(authorityFile)") }
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
        return .object(object)
    }

    /// The arguments of a check of the first server, where one can be made without proxies.
    public var command: String? {
        guard let first = servers.first, let authorityFile, let address = addresses.first else {
            return nil
        }
        var words = ["check", first.name.description, "--ca", authorityFile]
        switch first.name.host {
        case .name(let host) where host != "localhost":
            words += [
                "--connect-to", "\(host):\(first.name.port.map(String.init) ?? ""):\(address)",
            ]
        default: break
        }
        return words.joined(separator: " ")
    }
}
