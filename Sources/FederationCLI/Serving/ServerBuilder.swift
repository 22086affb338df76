import ArgumentParser
import Certificates
import FederationCore
import Glibc
import SigningKeys
import TestHomeserver

/// Makes the virtual servers of a homeserver: names, keys, certificates.
struct ServerBuilder {
    private let options: ServeOptions
    private let context: CommandContext
    /// The authority, where certificates are made.
    let authority: ServingAuthority?

    /// Opens the authority, where one is needed.
    init(options: ServeOptions, context: CommandContext) throws {
        self.options = options
        self.context = context
        let needsAuthority =
            !options.certificates.speaksPlainHTTP && options.certificates.tlsCert == nil
        authority =
            needsAuthority
            ? try .open(folder: options.certificates.authorityFolder, context) : nil
    }

    /// One virtual server, with its certificate.
    func server(
        named name: ServerName, isFirst: Bool, listeners: [ListenAddress]
    ) throws -> VirtualServer {
        var server = VirtualServer(
            name: name, signingKey: try signingKey(of: name, isFirst: isFirst),
            aliases: isFirst ? listeners.map(\.address.hostText).uniqued : [],
            wellKnown: isFirst
                ? options.wellKnown.map {
                    WellKnownAnswer(server: $0, cacheControl: "max-age=3600")
                } : nil)
        if let authority {
            do {
                try server.takeCertificate(from: authority.authority, now: context.time.now)
            } catch {
                throw CommandFailure.badInput("\(error)")
            }
        } else if let chain = options.certificates.tlsCert,
            let key = options.certificates.tlsKey
        {
            server.tlsIdentity = TLSIdentity(
                chain: try InputFile(chain).bytes(),
                privateKey: PrivateKeyPEM(bytes: try InputFile(key).bytes()))
        }
        return server
    }

    /// The key that was given, the key that the folder keeps, or a new one.
    private func signingKey(of name: ServerName, isFirst: Bool) throws -> SigningKey {
        let choice = try KeyChoiceOptions.parse([])
        if isFirst, let path = options.key { return try choice.signingKey(path, context) }
        if let folder = options.certificates.authorityFolder {
            let path = "\(folder)/\(name).signing.key"
            if access(path, F_OK) == 0 { return try choice.signingKey(path, context) }
            let key = try generate()
            do {
                try KeyFile.write([key], in: .synapse, to: path)
            } catch {
                throw CommandFailure.badInput("\(error)", hint: error.hint)
            }
            return key
        }
        return try generate()
    }

    private func generate() throws(SigningKeyError) -> SigningKey {
        var random = context.random
        return try SigningKey.generate(using: &random)
    }
}
