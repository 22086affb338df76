extension Endpoint {
    /// Every operation, the topics in the order of the specification.
    public static let all: [Endpoint] =
        discovery + keys + transactions + events + joins + knocks + invites + leaves
        + publicRooms + queries + users + media + policy

    /// The operation of that name.
    public static func named(_ name: String) -> Endpoint? {
        all.first { $0.name.utf8.elementsEqual(name.utf8) }
    }
}
