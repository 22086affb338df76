/// Writes an object from members of a canonical one, which come in order.
struct CanonicalObjectWriter {
    private let source: [UInt8]
    private(set) var output: [UInt8] = []
    /// Members of the source that stand side by side, and are copied together.
    private var run = 0..<0

    /// - Parameters:
    ///   - object: Where the object stands.
    ///   - source: The bytes that hold it.
    init(_ object: Range<Int>, of source: [UInt8]) {
        self.source = source
        output.reserveCapacity(object.count)
        output.append(UInt8(ascii: "{"))
    }

    /// Adds name, colon and value as they stand at `member` of the source.
    mutating func append(_ member: Range<Int>) {
        // A comma stands between those that are neighbours.
        if !run.isEmpty, member.lowerBound == run.upperBound + 1 {
            run = run.lowerBound..<member.upperBound
        } else {
            flush()
            run = member
        }
    }

    /// Adds a member whose value is written anew; name and colon stand at `name` of the source.
    mutating func append(_ name: Range<Int>, _ value: [UInt8]) {
        append(name)
        flush()
        output.append(contentsOf: value)
    }

    /// Ends the object.
    consuming func finish() -> [UInt8] {
        flush()
        output.append(UInt8(ascii: "}"))
        return output
    }

    private mutating func flush() {
        guard !run.isEmpty else { return }
        if output.count > 1 { output.append(UInt8(ascii: ",")) }
        output.append(contentsOf: source[run])
        run = 0..<0
    }
}
