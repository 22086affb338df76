/// Writes an object from members that are canonical and come in order.
struct CanonicalObjectWriter {
    private(set) var output: [UInt8] = []

    init(capacity: Int) {
        output.reserveCapacity(capacity)
        output.append(UInt8(ascii: "{"))
    }

    /// Adds name, colon and value.
    mutating func append(_ member: ArraySlice<UInt8>) {
        if output.count > 1 { output.append(UInt8(ascii: ",")) }
        output.append(contentsOf: member)
    }

    /// Adds a member whose value was written before; the name needs no escapes.
    mutating func append(_ name: StaticString, _ value: [UInt8]) {
        if output.count > 1 { output.append(UInt8(ascii: ",")) }
        output.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { output.append(contentsOf: $0) }
        output.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: ":")])
        output.append(contentsOf: value)
    }

    /// Ends the object.
    consuming func finish() -> [UInt8] {
        output.append(UInt8(ascii: "}"))
        return output
    }
}
