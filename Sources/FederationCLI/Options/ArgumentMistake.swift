/// Why the value of an option cannot be one: what was expected.
struct ArgumentMistake: Error, CustomStringConvertible {
    /// What was expected, in lower case and without a full stop.
    let description: String

    /// A mistake.
    init(_ description: String) {
        self.description = description
    }

    /// Reads a number of seconds.
    static func seconds(_ text: String) throws -> Double {
        guard let seconds = Double(text), seconds.isFinite else {
            throw ArgumentMistake("expected a number of seconds")
        }
        return seconds
    }

    /// Reads a number of bytes, with `K`, `M` or `G` after it for powers of 1,024.
    static func bytes(_ text: String) throws -> Int {
        let shifts: [Character: Int] = ["K": 10, "M": 20, "G": 30]
        let shift = text.last.flatMap { shifts[$0] }
        let digits = shift == nil ? text[...] : text.dropLast()
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits),
            case let (bytes, overflows) = number.multipliedReportingOverflow(by: 1 << (shift ?? 0)),
            !overflows
        else { throw ArgumentMistake("expected a number of bytes, such as 65536 or 64K") }
        return bytes
    }
}
