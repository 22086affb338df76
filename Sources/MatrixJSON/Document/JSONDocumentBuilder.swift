/// Collects the nodes of a document while it is read.
struct JSONDocumentBuilder: JSONBuilder {
    let numbers: NumberReading
    private(set) var nodes: [JSONNode] = []
    private(set) var normalizations: [Int] = []
    /// Whether keys stand in order, and strings and numbers as canonical JSON writes them.
    private var isInForm = true
    /// How many bytes the document would have without white space.
    private var compactCount = 0

    /// A builder for a document of so many bytes.
    init(numbers: NumberReading, byteCount: Int) {
        self.numbers = numbers
        // The keys and values of events have about so many bytes; more are made room for as they come.
        nodes.reserveCapacity(min(byteCount / 24 + 8, 4096))
    }

    /// Whether a document of so many bytes is its own canonical form.
    func isCanonical(byteCount: Int) -> Bool {
        isInForm && compactCount == byteCount
    }

    @inline(__always)
    mutating func string(_ input: Span<UInt8>, at offset: inout Int) throws(JSONSyntaxError) {
        let start = offset
        let string = try JSONText.scan(input, at: start)
        offset = string.end
        isInForm = isInForm && string.isCanonical
        compactCount += offset - start
        nodes.append(
            JSONNode(
                .string, start: start, end: offset, next: nodes.count + 1,
                hasEscapes: string.hasEscapes))
    }

    @inline(__always)
    mutating func number(_ input: Span<UInt8>, at offset: inout Int) throws(JSONSyntaxError) {
        let start = offset
        let number = try JSONNumberToken(input, at: start, numbers: numbers)
        offset = number.end
        compactCount += offset - start
        if number.normalized != nil {
            normalizations.append(start)
            isInForm = false
        }
        nodes.append(JSONNode(.number, start: start, end: offset, next: nodes.count + 1))
    }

    @inline(__always)
    mutating func literal(_ kind: JSONKind, start: Int, end: Int) {
        compactCount += end - start
        nodes.append(JSONNode(kind, start: start, end: end, next: nodes.count + 1))
    }

    @inline(__always)
    mutating func openObject(at offset: Int) -> Int { open(.object, at: offset) }

    @inline(__always)
    mutating func openArray(at offset: Int) -> Int { open(.array, at: offset) }

    @inline(__always)
    private mutating func open(_ kind: JSONKind, at offset: Int) -> Int {
        nodes.append(JSONNode(kind, start: offset, end: offset, next: 0))
        return nodes.count - 1
    }

    @inline(__always)
    mutating func key(_ input: Span<UInt8>, _ key: JSONKeyToken, in frame: inout Int) {
        isInForm = isInForm && key.isCanonical
        // With its colon.
        compactCount += key.end - key.start + 1
        nodes.append(
            JSONNode(
                .string, start: key.start, end: key.end, next: nodes.count + 1,
                hasEscapes: key.hasEscapes))
    }

    @inline(__always)
    mutating func member(_ value: Void, in frame: inout Int) {
        // With the comma before it, or the brace before the first.
        compactCount += 1
    }

    @inline(__always)
    mutating func element(_ value: Void, start: Int, end: Int, in frame: inout Int) {
        // With the comma before it, or the bracket before the first.
        compactCount += 1
    }

    @inline(__always)
    mutating func closeObject(
        _ input: Span<UInt8>, at offset: Int, frame: Int,
        keys: borrowing JSONKeyStack, base: Int, isAscending: Bool, isRoot: Bool
    ) {
        isInForm = isInForm && isAscending
        close(frame, at: offset)
    }

    @inline(__always)
    mutating func closeArray(at offset: Int, frame: Int) { close(frame, at: offset) }

    @inline(__always)
    private mutating func close(_ index: Int, at offset: Int) {
        // What is empty has its opening bracket or brace too.
        compactCount += nodes.count == index + 1 ? 2 : 1
        nodes[index].end = UInt32(truncatingIfNeeded: offset + 1)
        nodes[index].next = UInt32(truncatingIfNeeded: nodes.count)
    }
}
