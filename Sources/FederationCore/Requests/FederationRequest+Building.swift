extension FederationRequest {
    /// Builds a request of the endpoint table.
    ///
    /// Each value is percent-encoded once, wherever it stands; query parameters keep their order.
    /// Where the row has parameters of the body, they make the body, unless `body` is given.
    ///
    /// - Throws: ``RequestBuildError`` for a parameter or a body that the row does not take, or lacks.
    public init(
        _ endpoint: Endpoint, to destination: ServerName, parameters: [RequestParameter] = [],
        body: RequestBody? = nil
    ) throws(RequestBuildError) {
        let arguments = try RequestArguments(parameters, of: endpoint, hasBody: body != nil)
        self.init(
            destination: destination, operation: endpoint.name, method: endpoint.method,
            target: try arguments.target(), body: try arguments.body(given: body))
    }

    /// Takes a request as it is: method, target and body go out byte for byte.
    ///
    /// - Throws: ``RequestBuildError`` where a method or target would break the request apart.
    public init(
        method: String, target: String, to destination: ServerName, body: RequestBody? = nil
    ) throws(RequestBuildError) {
        guard method.isHTTPToken else { throw .invalidMethod(method) }
        guard !target.isEmpty, target.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw .invalidTarget(target)
        }
        self.init(
            destination: destination, operation: nil, method: method, target: target,
            body: body?.bytes)
    }
}
