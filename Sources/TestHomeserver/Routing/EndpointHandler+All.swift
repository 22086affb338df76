extension EndpointHandler {
    /// A handler for every row of the endpoint table.
    static let all: [EndpointHandler] =
        discovery + keys + queries + users + media + policy
        + (transactions + events + memberships + publicRooms).map(\.long)

    /// The handler of that row.
    static func named(_ endpoint: String) -> EndpointHandler? {
        byName[endpoint]
    }

    private static let byName = Dictionary(
        all.map { ($0.endpoint, $0) }, uniquingKeysWith: { first, _ in first })
}
