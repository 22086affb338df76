import ArgumentParser
import FederationCore
import SigningKeys

/// Which key of a file, or which id for a key that comes without one.
struct KeyChoiceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The key id (ed25519:NAME): which key of the file, or the id of a key that has none.",
            valueName: "id"))
    var keyID: String?

    /// Reads a key file, and says on standard error what should be mended about it.
    func load(_ path: String?, _ context: CommandContext) throws -> KeyFile {
        let chosen = try keyID.map(ArgumentText.keyID)
        do {
            let file: KeyFile
            if let path, path != "-" {
                file = try KeyFile(contentsOf: path, keyID: chosen)
            } else {
                let input = InputFile(nil)
                file = try KeyFile(
                    parsing: try input.bytes(), path: input.displayName, keyID: chosen)
            }
            for remark in file.remarks {
                context.note("\(remark)", hint: remark.hint)
            }
            return file
        } catch let error as KeyFileError {
            throw CommandFailure.badInput("\(error)", hint: error.hint)
        }
    }

    /// The first key of a file, or the one that was chosen.
    func signingKey(_ path: String, _ context: CommandContext) throws -> SigningKey {
        guard let first = try load(path, context).keys.first else {
            throw CommandFailure.badInput("\(path): no key in it")
        }
        return first
    }
}
