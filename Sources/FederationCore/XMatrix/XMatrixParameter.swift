/// One `name=value` of an `X-Matrix` header.
public struct XMatrixParameter: Sendable, Hashable {
    /// The name, as it was written.
    public let name: String
    /// The value, without quotes and backslashes.
    public let value: String
    /// Whether it stood in quotes.
    public let isQuoted: Bool
    /// Where the name starts, in bytes from the start of the header value.
    public let offset: Int
    /// Where the value starts, behind its quote.
    public let valueOffset: Int

    /// Whether the name is `name`, which is in lower case.
    func isCalled(_ name: String) -> Bool {
        self.name.utf8.elementsEqual(name.utf8) { $0.lowercasedASCII == $1 }
    }
}

extension UInt8 {
    /// The letter in lower case; anything else as it is.
    var lowercasedASCII: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
