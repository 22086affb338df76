/// Reads a document and tells a builder what is there.
///
/// The parser keeps its own stack, so that the depth of a document costs no stack of the thread.
struct JSONParser<Builder: JSONBuilder & ~Copyable>: ~Copyable {
    /// An object or array that is still open.
    struct Frame: BitwiseCopyable {
        /// The offset of its opening brace or bracket.
        var start: Int
        var isObject: Bool
        /// Whether the keys came in ascending order so far.
        var isAscending = true
        /// The number of keys that enclosing objects have.
        var keyBase: Int
        var built: Builder.Frame
    }

    var builder: Builder
    var keys = JSONKeyStack()
    var frames = Stack<Frame>(capacity: 16)

    init(_ builder: consuming Builder) {
        self.builder = builder
    }

    /// Reads the whole input, or throws its first mistake.
    mutating func parse(_ input: Span<UInt8>) throws(JSONSyntaxError) -> Builder.Value {
        do {
            return try document(input)
        } catch {
            throw firstMistake(input, error)
        }
    }

    private mutating func document(
        _ input: Span<UInt8>
    ) throws(JSONSyntaxError) -> Builder.Value {
        var offset = try Self.begin(input)
        while true {
            var value: Builder.Value
            var start = offset
            switch offset < input.count ? input[offset] : 0 {
            case UInt8(ascii: "\""):
                value = try builder.string(input, at: &offset)
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                value = try builder.number(input, at: &offset)
            case UInt8(ascii: "{"):
                try open(isObject: true, at: offset)
                offset = Self.skipSpace(input, from: offset + 1)
                guard offset < input.count, input[offset] == UInt8(ascii: "}") else {
                    try key(input, at: &offset, expected: .keyOrEnd)
                    continue
                }
                value = try closeObject(input, at: offset)
                offset += 1
            case UInt8(ascii: "["):
                try open(isObject: false, at: offset)
                offset = Self.skipSpace(input, from: offset + 1)
                guard offset < input.count, input[offset] == UInt8(ascii: "]") else { continue }
                value = closeArray(at: offset)
                offset += 1
            case UInt8(ascii: "t"):
                value = try literal(input, at: &offset, "true", .boolean)
            case UInt8(ascii: "f"):
                value = try literal(input, at: &offset, "false", .boolean)
            case UInt8(ascii: "n"):
                value = try literal(input, at: &offset, "null", .null)
            default:
                throw noValue(input, at: offset)
            }

            // A value ended before `offset`: it is a member, an element, or the document.
            ending: while true {
                let depth = frames.count - 1
                guard depth >= 0 else {
                    try Self.end(input, from: offset)
                    return value
                }
                let isObject = frames[depth].isObject
                if isObject {
                    builder.member(value, in: &frames[depth].built)
                } else {
                    builder.element(value, start: start, end: offset, in: &frames[depth].built)
                }
                offset = Self.skipSpace(input, from: offset)
                switch offset < input.count ? input[offset] : 0 {
                case UInt8(ascii: ","):
                    offset = Self.skipSpace(input, from: offset + 1)
                    if isObject { try key(input, at: &offset, expected: .key) }
                    break ending
                case UInt8(ascii: "}") where isObject:
                    start = frames[depth].start
                    value = try closeObject(input, at: offset)
                    offset += 1
                case UInt8(ascii: "]") where !isObject:
                    start = frames[depth].start
                    value = closeArray(at: offset)
                    offset += 1
                default:
                    throw Self.unexpected(
                        input, at: offset,
                        expected: isObject ? .commaOrObjectEnd : .commaOrArrayEnd)
                }
            }
        }
    }

    @inline(__always)
    private mutating func open(isObject: Bool, at offset: Int) throws(JSONSyntaxError) {
        guard frames.count < JSONLimits.depth else {
            throw JSONSyntaxError(reason: .tooDeep, offset: offset)
        }
        let built = isObject ? builder.openObject(at: offset) : builder.openArray(at: offset)
        frames.append(
            Frame(start: offset, isObject: isObject, keyBase: keys.count, built: built))
    }

    @inline(__always)
    private mutating func closeArray(at offset: Int) -> Builder.Value {
        let frame = frames[frames.count - 1]
        frames.truncate(to: frames.count - 1)
        return builder.closeArray(at: offset, frame: frame.built)
    }

    @inline(__always)
    private mutating func closeObject(
        _ input: Span<UInt8>, at offset: Int
    ) throws(JSONSyntaxError) -> Builder.Value {
        let frame = frames[frames.count - 1]
        if !frame.isAscending,
            let repeated = keys.sort(input, from: frame.keyBase, to: keys.count)
        {
            throw duplicate(input, repeated)
        }
        frames.truncate(to: frames.count - 1)
        let value = builder.closeObject(
            input, at: offset, frame: frame.built, keys: keys, base: frame.keyBase,
            isAscending: frame.isAscending, isRoot: frames.isEmpty)
        keys.close(frame.keyBase)
        return value
    }

    /// Reads a key, its colon and the white space around it.
    @inline(__always)
    private mutating func key(
        _ input: Span<UInt8>, at offset: inout Int, expected: JSONSyntaxError.Expectation
    ) throws(JSONSyntaxError) {
        guard offset < input.count, input[offset] == JSONText.quote else {
            throw Self.noKey(input, at: offset, expected: expected)
        }
        let start = offset
        let string = try JSONText.scan(input, at: start)
        let depth = frames.count - 1
        let isAscending = try keys.push(
            input, start: start, end: string.end, hasEscapes: string.hasEscapes,
            hasPrevious: keys.count > frames[depth].keyBase)
        if !isAscending { frames[depth].isAscending = false }
        let colon = Self.skipSpace(input, from: string.end)
        guard colon < input.count, input[colon] == UInt8(ascii: ":") else {
            throw Self.unexpected(input, at: colon, expected: .colon)
        }
        offset = Self.skipSpace(input, from: colon + 1)
        let token = JSONKeyToken(
            start: start, end: string.end, isCompact: offset == string.end + 1,
            hasEscapes: string.hasEscapes, isCanonical: string.isCanonical)
        try builder.key(input, token, in: &frames[depth].built)
    }
}
