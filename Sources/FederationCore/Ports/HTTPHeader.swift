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
        first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
