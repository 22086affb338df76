public import FederationCore
public import Findings

/// A way to write or leave out what signs a request: a row of a table.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#request-authentication>
public struct XMatrixStyle: Sendable {
    /// The name, stable for ever.
    public let id: String
    /// What it is, in one line.
    public let title: String
    /// What a receiver has to do with it.
    public let demand: Demand
    /// Why, where it is not the section about the authentication of requests that says so.
    public let reason: String?
    /// Where it is specified; none where the specification is silent.
    public let spec: SpecLink?
    private let headers: @Sendable (XMatrixSpelling) -> [String]

    /// What a receiver has to do with a way of writing.
    public enum Demand: String, Sendable, Hashable, CaseIterable {
        /// It takes the request.
        case accept
        /// It refuses the request, with 401 or another refusal.
        case refuse
        /// It refuses the request, with 401.
        case refuseWith401
        /// The specification is silent.
        case silent

        /// The demand in words, as it follows `expected`.
        public var words: String {
            switch self {
            case .accept: "accepted"
            case .refuse: "refused"
            case .refuseWith401: "refused with 401"
            case .silent: "the spec does not say"
            }
        }
    }

    init(
        _ id: String, _ demand: Demand, _ title: String, reason: String? = nil,
        headers: @escaping @Sendable (XMatrixSpelling) -> [String]
    ) {
        self.id = id
        self.demand = demand
        self.title = title
        self.reason = reason
        self.headers = headers
        spec = demand == .silent ? nil : .serverServer("request-authentication")
    }

    /// The identifier of its findings, such as `auth.quoted-comma`.
    public var checkID: CheckID { CheckID("auth.\(id)") }

    /// What to mend in a receiver that does something else, as it follows `fix`.
    public var fix: String {
        "read the header by \(reason ?? "the section 'Request Authentication'")"
    }

    /// The row of that name.
    public static func named(_ id: String) -> XMatrixStyle? {
        all.first { $0.id.utf8.elementsEqual(id.utf8) }
    }

    /// The values of the `Authorization` headers of `request`; none where it goes out without one.
    ///
    /// - Throws: `RequestSigningError` where the body is not JSON.
    public func headers(
        for request: FederationRequest, by identity: FederationIdentity
    ) throws(RequestSigningError) -> [String] {
        headers(try XMatrixSpelling(request, identity))
    }

    /// The request with these headers, as it goes out.
    ///
    /// - Throws: `RequestSigningError` where the body is not JSON.
    public func request(
        _ request: FederationRequest, by identity: FederationIdentity
    ) throws(RequestSigningError) -> CraftedRequest {
        let spelling = try XMatrixSpelling(request, identity)
        var lines = [HTTPHeader("Accept", "application/json")]
        if request.body != nil { lines.append(HTTPHeader("Content-Type", "application/json")) }
        lines += headers(spelling).map { HTTPHeader("Authorization", $0) }
        return CraftedRequest(
            method: request.method, target: request.target, headers: lines, body: request.body,
            signedObject: spelling.object.canonicalBytes)
    }
}
