import Glibc

/// A folder of vectors: `v1` to `v12`, a file each.
struct EventVectorFolder {
    /// Where it is.
    let path: String

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
        guard let folder = opendir(path) else { throw InputReader.failure(path, errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }
}
