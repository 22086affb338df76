/// Collects the nodes of a document while it is read.
struct JSONDocumentBuilder: JSONBuilder {
    let numbers: NumberReading
    private(set) var nodes: [JSONNode] = []
    private(set) var normalizations: [Int] = []

    init(numbers: NumberReading) {
        self.numbers = numbers
    }

    @inline(__always)
    mutating func string(_ input: Span<UInt8>, at offset: inout Int) throws(JSONSyntaxError) {
        let start = offset
        let string = try JSONText.scan(input, at: start)
        offset = string.end
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
        if number.normalized != nil { normalizations.append(start) }
        nodes.append(JSONNode(.number, start: start, end: offset, next: nodes.count + 1))
    }

    @inline(__always)
    mutating func literal(_ kind: JSONKind, start: Int, end: Int) {
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
        nodes.append(
            JSONNode(
                .string, start: key.start, end: key.end, next: nodes.count + 1,
                hasEscapes: key.hasEscapes))
    }

    @inline(__always)
    mutating func member(_ value: Void, in frame: inout Int) {}

    @inline(__always)
    mutating func element(_ value: Void, start: Int, end: Int, in frame: inout Int) {}

    @inline(__always)
    mutating func closeObject(
        _ input: Span<UInt8>, at offset: Int, frame: Int,
        keys: borrowing JSONKeyStack, base: Int, isAscending: Bool, isRoot: Bool
    ) {
        close(frame, at: offset)
    }

    @inline(__always)
    mutating func closeArray(at offset: Int, frame: Int) { close(frame, at: offset) }

    @inline(__always)
    private mutating func close(_ index: Int, at offset: Int) {
        nodes[index].end = UInt32(truncatingIfNeeded: offset + 1)
        nodes[index].next = UInt32(truncatingIfNeeded: nodes.count)
    }
}
