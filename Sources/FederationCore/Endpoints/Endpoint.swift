public import Findings

/// One operation of the server-server API: a row of the endpoint table.
///
/// The request builder, the router of the embedded homeserver, the help and the tests read the rows.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#api-standards>
public struct Endpoint: Sendable, Hashable {
    /// The name of the operation, in kebab-case, such as `make-join`.
    public let name: String
    /// What the operation does, in one line.
    public let summary: String
    /// The method, such as `GET`.
    public let method: String
    /// The path.
    public let path: PathTemplate
    /// What it takes.
    public let parameters: [EndpointParameter]
    /// Whether query parameters that the row does not name may be given.
    public let takesOtherQueryParameters: Bool
    /// How a request proves where it comes from.
    public let authentication: EndpointAuthentication
    /// What a request does to the server.
    public let effect: EndpointEffect
    /// Whether the specification lets the server answer 429.
    public let isRateLimited: Bool
    /// Whether the server access control list of a room applies.
    public let accessControl: EndpointAccessControl
    /// The shape of a body that is given as a whole, in a line; none where there is none, or where
    /// parameters make it.
    public let body: String?
    /// The shape of a good answer, in a line.
    public let response: String
    /// The errors that the specification lists.
    public let errors: [EndpointError]
    /// The version of the specification that added it; none for versions before 1.1.
    public let added: String?
    /// The version of the specification that removed it.
    public let removed: String?
    /// Where it is specified; for a removed operation, the one that replaced it.
    public let spec: SpecLink

    init(
        _ name: String, _ summary: String, _ method: String, _ path: PathTemplate,
        parameters: [EndpointParameter] = [], takesOtherQueryParameters: Bool = false,
        authentication: EndpointAuthentication = .signed, effect: EndpointEffect = .reads,
        isRateLimited: Bool = false, accessControl: EndpointAccessControl = .none,
        body: String? = nil, response: String, errors: [EndpointError] = [], added: String? = nil,
        removed: String? = nil, replacedBy: String? = nil
    ) {
        self.name = name
        self.summary = summary
        self.method = method
        self.path = path
        self.parameters = parameters
        self.takesOtherQueryParameters = takesOtherQueryParameters
        self.authentication = authentication
        self.effect = effect
        self.isRateLimited = isRateLimited
        self.accessControl = accessControl
        self.body = body
        self.response = response
        self.errors = errors
        self.added = added
        self.removed = removed
        spec = .serverServer(replacedBy ?? Self.anchor(method: method, path: path.text))
    }

    /// The anchor that the site of the specification gives an operation: method and path in lower
    /// case, without what is no letter, digit, `_` or `-`.
    static func anchor(method: String, path: String) -> String {
        let text = (method + path).lowercased()
        return String(
            text.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") })
    }

    /// The parameters that stand in one place, in the order of the row.
    public func parameters(in place: EndpointParameter.Place) -> [EndpointParameter] {
        parameters.filter { $0.place == place }
    }

    /// Whether it is asked of the host of the server name itself, before any delegation: it is what tells of it.
    public var precedesDelegation: Bool { path.segments.first == .literal(".well-known") }

    /// Whether a request has a body.
    public var hasBody: Bool { method == "POST" || method == "PUT" }
}
