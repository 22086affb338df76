extension Endpoint {
    /// Finds the operation of a method and a request target, as a router does.
    ///
    /// The query is ignored. What is fixed in a path must be there byte for byte: neither another
    /// percent-encoding nor a slash more fits.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#unsupported-endpoints>
    public static func match(method: String, target: String) -> EndpointMatch {
        let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
        guard path.first == UInt8(ascii: "/") else { return .unknown }
        let parts = path.dropFirst().split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        var allowed: [String] = []
        for endpoint in byLiterals {
            guard let holes = endpoint.path.match(parts) else { continue }
            if endpoint.method.utf8.elementsEqual(method.utf8) {
                let arguments = holes.map {
                    EndpointMatch.PathArgument(
                        name: $0.name, value: PercentEncoding.decode($0.value))
                }
                return .match(endpoint, arguments)
            }
            if !allowed.contains(endpoint.method) { allowed.append(endpoint.method) }
        }
        return allowed.isEmpty ? .unknown : .wrongMethod(allowed: allowed)
    }

    /// The rows with the most literal segments first, so that `query/profile` goes before
    /// `query/{queryType}`.
    private static let byLiterals = all.sorted { $0.path.literalCount > $1.path.literalCount }
}
