import FederationCore
import FoundationEssentials

/// Signs requests, from standard input to standard output, for a client that only repeats them.
enum SignedRequests {
    /// Signs each line that is a method, a target and perhaps a body, with a space between.
    ///
    /// The arguments are the signer, its key file as Synapse has it, and the destination. What is printed
    /// has tabs in place of the spaces, and the `Authorization` header before the body.
    static func run(_ arguments: ArraySlice<String>) throws {
        let words = Array(arguments)
        guard words.count == 3 else { throw Mistake("sign SIGNER KEYFILE DESTINATION") }
        let (name, destination) = (
            try ServerName(parsing: words[0]), try ServerName(parsing: words[2])
        )
        let identity = FederationIdentity(serverName: name, key: try key(inFile: words[1]))
        while let line = readLine() {
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard parts.count >= 2 else { throw Mistake("'\(line)' is no method and target") }
            let body = parts.count > 2 ? parts[2] : ""
            let request = try FederationRequest(
                method: parts[0], target: parts[1], to: destination,
                body: body.isEmpty ? nil : .bytes(Array(body.utf8)))
            let signed = try request.signed(by: identity)
            print("\(parts[0])\t\(parts[1])\t\(signed.authorization)\t\(body)")
        }
    }

    /// Reads a file of `ed25519 VERSION SEED`.
    private static func key(inFile path: String) throws -> SigningKey {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 3 else { throw Mistake("\(path): expected one key") }
        return try SigningKey(
            keyID: KeyID(parsing: "\(words[0]):\(words[1])"),
            seed: SigningSeed(bytes: UnpaddedBase64.decode(words[2])))
    }

    /// What the command line or the input has wrong.
    struct Mistake: Error, CustomStringConvertible {
        let description: String

        init(_ description: String) {
            self.description = description
        }
    }
}
