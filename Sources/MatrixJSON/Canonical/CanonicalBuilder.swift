/// Collects the pieces of the canonical form while a document is read.
///
/// What is canonical as it stands is never copied here: it stays a range of the input, and a document
/// that is canonical as a whole is one range. Each byte is copied once, when the output is written.
struct CanonicalBuilder: JSONBuilder, ~Copyable {
    let numbers: NumberReading
    /// The members of the document that are left out.
    let omitted: [String]

    /// The pieces of closed objects and arrays.
    private(set) var store = Stack<CanonicalPiece>(capacity: 80)
    /// Strings, keys and numbers that canonical JSON writes in another way.
    private(set) var rewritten = Stack<UInt8>(capacity: 256)
    private var members = Stack<CanonicalMember>(capacity: 40)
    /// The pieces of arrays that are still open.
    private var elements = Stack<CanonicalPiece>(capacity: 16)

    init(numbers: NumberReading, omitted: [String]) {
        self.numbers = numbers
        self.omitted = omitted
    }

    @inline(__always)
    mutating func string(
        _ input: Span<UInt8>, at offset: inout Int
    ) throws(JSONSyntaxError) -> CanonicalPiece {
        let start = offset
        let plain = JSONText.plainEnd(input, from: start + 1)
        if plain < input.count, input[plain] == JSONText.quote {
            offset = plain + 1
            return CanonicalPiece(.input, start, plain + 1)
        }
        let string = try JSONText.scanCanonicalRest(input, start: start, from: plain)
        if string.isCanonical {
            offset = string.end
            return CanonicalPiece(.input, start, string.end)
        }
        let from = rewritten.count
        offset = try rewrite(input, start: start, from: string.end)
        return CanonicalPiece(.rewritten, from, rewritten.count)
    }

    /// Rewrites the string whose opening quote is at `start`, and which is canonical up to `from`.
    @inline(never)
    private mutating func rewrite(
        _ input: Span<UInt8>, start: Int, from: Int
    ) throws(JSONSyntaxError) -> Int {
        rewritten.append(JSONText.quote)
        rewritten.append(input, from: start + 1, to: from)
        let end = try JSONText.copyCanonical(input, start: start, from: from, to: &rewritten)
        rewritten.append(JSONText.quote)
        return end
    }

    @inline(__always)
    mutating func number(
        _ input: Span<UInt8>, at offset: inout Int
    ) throws(JSONSyntaxError) -> CanonicalPiece {
        let start = offset
        let number = try JSONNumberToken(input, at: start, numbers: numbers)
        offset = number.end
        guard let normalized = number.normalized else {
            return CanonicalPiece(.input, start, number.end)
        }
        let from = rewritten.count
        for byte in String(normalized).utf8 { rewritten.append(byte) }
        return CanonicalPiece(.rewritten, from, rewritten.count)
    }

    @inline(__always)
    mutating func literal(_ kind: JSONKind, start: Int, end: Int) -> CanonicalPiece {
        CanonicalPiece(.input, start, end)
    }

}

// Arrays.
extension CanonicalBuilder {
    @inline(__always)
    mutating func openArray(at offset: Int) -> CanonicalFrame {
        CanonicalFrame(
            start: offset, base: elements.count, expected: offset,
            run: CanonicalPiece(.input, offset, offset))
    }

    @inline(__always)
    mutating func element(
        _ value: CanonicalPiece, start: Int, end: Int, in frame: inout CanonicalFrame
    ) {
        if value.source == .input, start == frame.expected + 1 {
            frame.expected = end
        } else {
            breakRun(value, start: start, end: end, in: &frame)
        }
    }

    /// Adds an element that is not canonical or that white space stands before.
    @inline(never)
    private mutating func breakRun(
        _ value: CanonicalPiece, start: Int, end: Int, in frame: inout CanonicalFrame
    ) {
        let isFirst = frame.isVerbatim && frame.expected == frame.start
        frame.isVerbatim = false
        if start == frame.expected + 1 {
            // The bracket or comma before the element is in its place.
            frame.run.end = UInt32(truncatingIfNeeded: start)
            elements.append(frame.run)
        } else {
            endRun(in: &frame)
            let opening = isFirst ? UInt8(ascii: "[") : UInt8(ascii: ",")
            let before = CanonicalPiece(.input, start - 1, start, opening: opening)
            if value.source == .input {
                frame.run = before
                frame.expected = end
                return
            }
            elements.append(before)
        }
        elements.append(value)
        frame.run = CanonicalPiece(.input, end, end)
        frame.expected = end
    }

    private mutating func endRun(in frame: inout CanonicalFrame) {
        frame.run.end = UInt32(truncatingIfNeeded: frame.expected)
        if frame.run.end > frame.run.start { elements.append(frame.run) }
    }

    @inline(__always)
    mutating func closeArray(at offset: Int, frame: CanonicalFrame) -> CanonicalPiece {
        let isEmpty = frame.expected == frame.start
        if frame.isVerbatim, offset == (isEmpty ? frame.start + 1 : frame.expected) {
            return CanonicalPiece(.input, frame.start, offset + 1)
        }
        return closeBrokenArray(at: offset, frame: frame)
    }

    @inline(never)
    private mutating func closeBrokenArray(
        at offset: Int, frame: CanonicalFrame
    ) -> CanonicalPiece {
        var frame = frame
        if frame.expected == frame.start { frame.expected += 1 }
        if offset == frame.expected {
            frame.expected += 1
            endRun(in: &frame)
        } else {
            endRun(in: &frame)
            elements.append(CanonicalPiece(.input, offset, offset + 1))
        }
        let start = store.count
        store.append(elements, from: frame.base)
        elements.truncate(to: frame.base)
        return CanonicalPiece(.store, start, store.count)
    }
}

// Objects.
extension CanonicalBuilder {
    @inline(__always)
    mutating func openObject(at offset: Int) -> CanonicalFrame {
        CanonicalFrame(
            start: offset, base: members.count, expected: offset,
            run: CanonicalPiece(.input, offset, offset))
    }

    @inline(__always)
    mutating func key(
        _ input: Span<UInt8>, _ key: JSONKeyToken, in frame: inout CanonicalFrame
    ) throws(JSONSyntaxError) {
        let head =
            key.isCanonical && key.isCompact
            ? CanonicalPiece(.input, key.start - 1, key.end + 1)
            : try rewriteKey(input, key)
        if head.source != .input || key.start - 1 != frame.expected { frame.isVerbatim = false }
        members.append(CanonicalMember(head: head, value: head))
    }

    @inline(never)
    private mutating func rewriteKey(
        _ input: Span<UInt8>, _ key: JSONKeyToken
    ) throws(JSONSyntaxError) -> CanonicalPiece {
        let from = rewritten.count
        rewritten.append(UInt8(ascii: ","))
        _ = try rewrite(input, start: key.start, from: key.start + 1)
        rewritten.append(UInt8(ascii: ":"))
        return CanonicalPiece(.rewritten, from, rewritten.count)
    }

    @inline(__always)
    mutating func member(_ value: CanonicalPiece, in frame: inout CanonicalFrame) {
        let last = members.count - 1
        members[last].value = value
        if value.source != .input { frame.isVerbatim = false }
        frame.expected = Int(value.end)
    }

    @inline(__always)
    mutating func closeObject(
        _ input: Span<UInt8>, at offset: Int, frame: CanonicalFrame,
        keys: borrowing JSONKeyStack, base: Int, isAscending: Bool, isRoot: Bool
    ) -> CanonicalPiece {
        let isEmpty = members.count == frame.base
        let expected = isEmpty ? frame.start + 1 : frame.expected
        if isAscending, frame.isVerbatim, offset == expected, !isRoot || omitted.isEmpty {
            members.truncate(to: frame.base)
            return CanonicalPiece(.input, frame.start, offset + 1)
        }
        return closeBrokenObject(
            input, at: offset, frame: frame, keys: keys, base: base, isAscending: isAscending,
            isRoot: isRoot)
    }

    @inline(never)
    private mutating func closeBrokenObject(
        _ input: Span<UInt8>, at offset: Int, frame: CanonicalFrame,
        keys: borrowing JSONKeyStack, base: Int, isAscending: Bool, isRoot: Bool
    ) -> CanonicalPiece {
        let start = store.count
        let count = members.count - frame.base
        for position in 0..<count {
            let index = isAscending ? position : Int(keys.order[position].index)
            if isRoot, !omitted.isEmpty, isOmitted(input, keys, keys[base + index]) { continue }
            append(members[frame.base + index], from: start)
        }
        let isEmpty = store.count == start
        if isEmpty { store.append(CanonicalPiece(.input, frame.start, frame.start + 1)) }
        let last = store.count - 1
        if store[last].source == .input, Int(store[last].end) == offset {
            store[last].end += 1
        } else {
            store.append(CanonicalPiece(.input, offset, offset + 1))
        }
        members.truncate(to: frame.base)
        return CanonicalPiece(.store, start, store.count)
    }

    /// Adds a member to the object whose pieces begin at `start` of the store.
    @inline(__always)
    private mutating func append(_ member: CanonicalMember, from start: Int) {
        let isFirst = store.count == start
        var head = member.head
        head.opening = isFirst ? UInt8(ascii: "{") : UInt8(ascii: ",")
        if !isFirst, head.source == .input, store[store.count - 1].source == .input,
            store[store.count - 1].end == head.start
        {
            // It stands behind the member before it in the input too, comma and all.
            store[store.count - 1].end = head.end
        } else {
            store.append(head)
        }
        if member.isVerbatim {
            store[store.count - 1].end = member.value.end
        } else {
            store.append(member.value)
        }
    }

    private borrowing func isOmitted(
        _ input: Span<UInt8>, _ keys: borrowing JSONKeyStack, _ key: JSONKey
    ) -> Bool {
        for name in omitted where keys.isEqual(input, key, to: name) { return true }
        return false
    }
}
