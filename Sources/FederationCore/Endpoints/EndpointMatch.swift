/// What a router finds for a method and a path.
public enum EndpointMatch: Sendable, Hashable {
    /// The operation, and what stands in the holes of its path.
    case match(Endpoint, [PathArgument])
    /// The path is known and the method is another: 405 `M_UNRECOGNIZED`.
    case wrongMethod(allowed: [String])
    /// The path is not known: 404 `M_UNRECOGNIZED`.
    case unknown

    /// What stands in a hole of a path.
    public struct PathArgument: Sendable, Hashable {
        /// The name of the parameter.
        public let name: String
        /// The text without its percent-encoding.
        public let value: String
    }
}

extension EndpointMatch {
    /// What stands in the hole of that name.
    public subscript(_ name: String) -> String? {
        guard case .match(_, let arguments) = self else { return nil }
        return arguments.first { $0.name == name }?.value
    }
}
