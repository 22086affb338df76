import ArgumentParser
import FederationClient
import FederationCore
import MatrixJSON
import RoomEvents

/// What goes into a transaction, and what it says of itself.
struct TransactionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Build an EDU of this type from NAME=VALUE…: typing, presence, receipt, device-list, "
                + "to-device, signing-key.", valueName: "type"))
    var edu: [String] = []

    @Option(
        name: .customLong("edu-file"),
        help: ArgumentHelp(
            "Send the EDUs of this file as they are (repeatable).", valueName: "file"))
    var eduFiles: [String] = []

    @Flag(help: "Hash and sign the events as the own server, which needs --room-version.")
    var sign = false

    @OptionGroup var version: OptionalRoomVersionOptions

    @Option(help: ArgumentHelp("The transaction ID; by default a new one.", valueName: "id"))
    var txnID: String?

    @Option(
        help: ArgumentHelp("The origin in the body; by default who signs.", valueName: "name"))
    var origin: String?

    @Option(
        name: .customLong("origin-server-ts"),
        help: ArgumentHelp("The time in the body; the present by default.", valueName: "ms"))
    var originServerTS: Int64?

    mutating func validate() throws {
        guard edu.count <= 1 else {
            throw ValidationError("--edu builds one EDU: give the others by --edu-file")
        }
    }

    /// The transaction of files of events and parts of an EDU.
    func transaction(
        _ words: [String], by identity: FederationIdentity, _ context: CommandContext
    ) throws -> Transaction {
        guard txnID != "" else { throw CommandFailure.usage("--txn-id is empty") }
        let now = UTCTime(context.time.now).milliseconds
        let parameters = edu.isEmpty ? [] : words.filter { $0.contains("=") }
        let files = edu.isEmpty ? words : words.filter { !$0.contains("=") }
        var edus: [[UInt8]] = []
        if let type = edu.first { edus.append(try build(type, parameters, now: now)) }
        for file in eduFiles { edus += try EventFile(InputFile(file)).documents }
        return Transaction(
            txnID ?? "fedctl-\(now)",
            from: try origin.map { try ArgumentText.serverName($0, of: "--origin") }
                ?? identity.serverName,
            at: originServerTS ?? now,
            pdus: try files.flatMap { try events(of: $0, by: identity) }, edus: edus)
    }

    private func build(_ name: String, _ words: [String], now: Int64) throws -> [UInt8] {
        guard let builder = EDUBuilder.named(name) else {
            throw CommandFailure.usage(
                "'\(name)' is no type of EDU"
                    + Suggestion.remark(
                        for: name.hasPrefix("m.") ? String(name.dropFirst(2)) : name,
                        among: EDUBuilder.all.map(\.name)) + "; there is "
                    + EDUBuilder.all.map(\.name).joined(separator: ", "))
        }
        do {
            let parameters = try words.map { text throws(RequestBuildError) in
                try RequestParameter(parsing: text)
            }
            return JSONValue.object(try builder.build(parameters, now: now)).canonicalBytes()
        } catch {
            throw CommandFailure.usage("--edu \(name): \(error)")
        }
    }

    private func events(
        of path: String, by identity: FederationIdentity
    ) throws -> [TransactionPDU] {
        let file = try EventFile(InputFile(path))
        let version = try version.version()
        for (index, document) in file.documents.enumerated() {
            do {
                _ = try JSONDocument(parsing: document, numbers: .preserving)
            } catch {
                throw CommandFailure.badInput("\(file.place(index)): \(error)")
            }
        }
        guard sign else { return file.documents.map { TransactionPDU($0, version: version) } }
        guard let version else { throw CommandFailure.usage("--sign needs --room-version") }
        return try file.documents.enumerated().map { index, document in
            do {
                return TransactionPDU(
                    try signEvent(
                        document, version: version, as: identity.serverName, with: identity.key),
                    version: version)
            } catch {
                throw CommandFailure.badInput("\(file.place(index)): \(error)")
            }
        }
    }
}
