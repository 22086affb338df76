import FederationCore
import TestHomeserver

/// What the files of `--rooms` and `--dump` give to the names of a homeserver.
struct ServedContents {
    private let options: ServeOptions

    init(_ options: ServeOptions) {
        self.options = options
    }

    /// Gives each of `servers` what its files hold.
    func give(to servers: inout [VirtualServer]) throws {
        var described: Set<Int> = []
        for text in options.rooms {
            let (index, path) = try Self.part(text, of: servers, option: "--rooms")
            guard described.insert(index).inserted else {
                throw CommandFailure.usage(
                    "--rooms: there are two files for \(servers[index].name)")
            }
            servers[index].content = try YAMLFile(path: path).decodeAsJSON(ServerContent.self)
        }
        for text in options.dumps {
            let (index, path) = try Self.part(text, of: servers, option: "--dump")
            servers[index].content.dumps.append(RoomDump(ndjson: try InputFile(path).bytes()))
        }
    }

    /// The name that stands before `=`, else the first one, and the file.
    private static func part(
        _ text: String, of servers: [VirtualServer], option: String
    ) throws(CommandFailure) -> (index: Int, path: String) {
        let (name, path) = split(text)
        guard let name else { return (0, path) }
        let index = servers.firstIndex { $0.name.description.utf8.elementsEqual(name.utf8) }
        guard let index else { throw .usage("\(option): '\(name)' is no name of --name") }
        return (index, path)
    }

    /// What stands before `=`, if anything does, and the file.
    private static func split(_ text: String) -> (name: String?, path: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        // What has a slash before '=' is a file whose name has one.
        guard parts.count == 2, !parts[0].contains("/") else { return (nil, text) }
        return (String(parts[0]), String(parts[1]))
    }

    /// Why a homeserver did not start, with the files that say what cannot be.
    func failure(_ error: HomeserverStartError) -> CommandFailure {
        let files: [String]
        switch error {
        case .badCertificate: files = [options.certificates.tlsCert].compactMap(\.self)
        case .badPrivateKey: files = [options.certificates.tlsKey].compactMap(\.self)
        case .badContent(let server, _, _):
            files = (options.rooms + options.dumps).map(Self.split)
                .filter { ($0.name ?? options.names.first ?? server) == server }.map(\.path)
        case .badFaults: files = [options.faults].compactMap(\.self)
        default: files = []
        }
        let place = files.isEmpty ? "" : "\(files.joined(separator: ", ")): "
        return .badInput("\(place)\(error)", hint: error.hint)
    }
}
