import ArgumentParser
import SigningKeys

/// The format of a key file that is written.
struct KeyFormatOptions: ParsableArguments {
    @Option(
        name: .customLong("to"),
        help: ArgumentHelp(
            "The format: synapse, dendrite, seed or pkcs8.", valueName: "key-format"))
    var name: String = KeyFileFormat.synapse.rawValue

    mutating func validate() throws {
        guard KeyFileFormat(rawValue: name) != nil else {
            let known = KeyFileFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(name)' is no key format; there are \(known)")
        }
    }

    /// The format.
    var format: KeyFileFormat { KeyFileFormat(rawValue: name) ?? .synapse }
}
