import Glibc

/// A folder of vectors: `v1` to `v12`, a file each.
struct EventVectorFolder {
    /// Where it is.
    let path: String

    /// The folder of the source tree, where the command runs in it, or else the one that was installed with
    /// the executable.
    static var standard: EventVectorFolder {
        let folder = EventVectorFolder(path: "Fixtures/events")
        guard access(folder.path, R_OK) != 0, let executable = realpath("/proc/self/exe", nil)
        else { return folder }
        defer { free(executable) }
        let program = String(cString: executable).split(separator: "/").dropLast(2)
        let installed = "/" + program.joined(separator: "/") + "/share/fedctl/events"
        return access(installed, R_OK) == 0 ? EventVectorFolder(path: installed) : folder
    }

    /// The vectors whose names fit `pattern`, by folder and name.
    func vectors(matching pattern: String?) throws(CommandFailure) -> [EventVector] {
        let folders = try Self.names(in: path).filter { name in
            name.hasPrefix("v") && Int(name.dropFirst()) != nil
        }.sorted { (Int($0.dropFirst()) ?? 0) < (Int($1.dropFirst()) ?? 0) }
        var vectors: [EventVector] = []
        for folder in folders {
            for file in try Self.names(in: path + "/" + folder).sorted()
            where file.hasSuffix(".json") {
                let name = folder + "/" + file.dropLast(5)
                if let pattern, fnmatch(pattern, name, 0) != 0 { continue }
                let bytes = try InputFile(path + "/" + folder + "/" + file).bytes()
                do {
                    vectors.append(try EventVector(name: name, parsing: bytes))
                } catch {
                    throw .badInput("\(error)")
                }
            }
        }
        guard !vectors.isEmpty else {
            let words = pattern.map { " whose name fits '\($0)'" } ?? ""
            throw .badInput("\(path): there is no vector\(words)")
        }
        return vectors
    }

    private static func names(in path: String) throws(CommandFailure) -> [String] {
        guard let names = FolderNames.inside(path) else {
            throw .badInput(
                "\(path): \(InputReader.words(errno)); --vectors names the folder of the vectors, which "
                    + "is Fixtures/events of the source")
        }
        return names
    }
}
