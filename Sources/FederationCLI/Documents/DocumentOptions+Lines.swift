import ArgumentParser

extension DocumentOptions {
    /// The options of a command that reads `file` line by line.
    static func lines(of file: String?) throws -> DocumentOptions {
        try DocumentOptions.parse(["--ndjson"] + (file.map { ["--", $0] } ?? []))
    }
}
