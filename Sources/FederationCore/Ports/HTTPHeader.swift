/// One header line: a name and a value.
public struct HTTPHeader: Sendable, Hashable {
    /// The name, as it was written.
    public var name: String
    /// The value, without the white space around it.
    public var value: String

    /// A header line.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension Sequence<HTTPHeader> {
    /// The value of the first header called `name`, upper and lower case alike.
    public func firstValue(of name: String) -> String? {
        let bytes = name.utf8
        return first {
            $0.name.utf8.count == bytes.count
                && zip($0.name.utf8, bytes).allSatisfy { lowercased($0) == lowercased($1) }
        }?.value
    }

    private func lowercased(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
