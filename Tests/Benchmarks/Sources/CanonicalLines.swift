import MatrixJSON

/// Canonicalises one document a line, from standard input to standard output.
enum CanonicalLines {
    static func run() {
        while let line = readLine(strippingNewline: true) {
            do {
                print(String(decoding: try canonicalize(Array(line.utf8)), as: UTF8.self))
            } catch {
                print("error: \(error)")
            }
        }
    }
}
