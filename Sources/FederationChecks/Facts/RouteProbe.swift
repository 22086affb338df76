public import FederationCore
import MatrixJSON

/// One operation of the route map: asked without a signature, so that nothing is learned but where
/// its path leads.
///
/// Users, rooms and media in the paths cannot exist, so that the homeserver has nothing to look up; what would
/// change something is refused for want of a signature, and holds nothing that could.
public struct RouteProbe: Sendable {
    /// The row of the endpoint table.
    public let endpoint: Endpoint
    /// What fills the row, for a server; none where its path is asked without anything.
    private let parameters: (@Sendable (ServerName) -> [RequestParameter])?

    private init(
        _ operation: String,
        _ parameters: (@Sendable (ServerName) -> [RequestParameter])? = nil
    ) {
        guard let endpoint = Endpoint.named(operation) else {
            preconditionFailure("'\(operation)' is no operation of the endpoint table")
        }
        self.endpoint = endpoint
        self.parameters = parameters
        let literals = endpoint.path.text.split(separator: "/").prefix { !$0.hasPrefix("{") }
        path = "/" + literals.joined(separator: "/")
    }

    /// The path as a report names it, up to its parameters.
    public let path: String

    /// The path with its method, where that is not `GET`.
    public var name: String { method == "GET" ? path : "\(method) \(path)" }

    /// The method that it is asked with: what only `POST` is known for is asked with `GET`, for a
    /// notary that is asked for a server goes out to it.
    var method: String { endpoint.method == "PUT" ? "PUT" : "GET" }

    /// Whether a homeserver may say that it does not know it: not every one is a notary, and media has a check of
    /// its own.
    var mayBeUnknown: Bool {
        endpoint.name == "notary-keys-query" || endpoint.name == "media-download"
    }

    /// Whether a homeserver has to refuse it without a signature.
    public var isSigned: Bool { endpoint.authentication == .signed }

    /// What the homeserver is.
    static let version = RouteProbe("version")
    /// The key document.
    static let keyDocument = RouteProbe("server-keys")

    /// The rows of the route map, beside version and key document, which have checks of their own.
    public static let all: [RouteProbe] = [
        RouteProbe("notary-keys-query"),
        profile,
        RouteProbe("public-rooms") { _ in [RequestParameter("limit", "1")] },
        RouteProbe("make-join") {
            [
                RequestParameter("roomId", "!fedctl:\($0)"),
                RequestParameter("userId", "@fedctl:fedctl.invalid"),
                RequestParameter("ver", "11"),
            ]
        },
        RouteProbe("state-ids") {
            [
                RequestParameter("roomId", "!fedctl:\($0)"),
                RequestParameter("event_id", "$fedctl"),
            ]
        },
        RouteProbe("user-devices") { [RequestParameter("userId", "@fedctl:\($0)")] },
        media,
        RouteProbe("send") { _ in [RequestParameter("txnId", "fedctl")] },
        RouteProbe("send-join", room),
        RouteProbe("invite", room),
    ]

    /// The former version of the operation, where it has one that homeservers still know.
    var former: RouteProbe? { Self.former.first { $0.endpoint.name == endpoint.name + "-v1" } }

    private static let former = [RouteProbe("send-join-v1", room), RouteProbe("invite-v1", room)]

    /// The profile of a user.
    static let profile = RouteProbe("profile") { [RequestParameter("user_id", "@fedctl:\($0)")] }

    /// A file.
    static let media = RouteProbe("media-download") { _ in
        [RequestParameter("mediaId", "fedctl")]
    }

    /// A room and an event of it.
    private static let room: @Sendable (ServerName) -> [RequestParameter] = {
        [RequestParameter("roomId", "!fedctl:\($0)"), RequestParameter("eventId", "$fedctl")]
    }

    /// A path under `/_matrix/federation` that no homeserver knows.
    static let unknownTarget = "/_matrix/federation/v1/fedctl_unknown_path"

    /// The key document under the path of former versions, with the ID of a key that nobody has.
    static let oldKeyTarget = "/_matrix/key/v2/server/ed25519:fedctl"

    /// The question for a server called `name`; none where a name leaves no room for a user or room
    /// ID, so that there is nothing to ask.
    func question(for name: ServerName) -> HTTPQuestion? {
        guard let target = try? target(for: name) else { return nil }
        return HTTPQuestion(target) {
            $0.route = self
            guard method == "PUT" else { return }
            $0.method = method
            $0.headers = [HTTPHeader("Content-Type", "application/json")]
            $0.body = Array("{}".utf8)
        }
    }

    /// The request target for a server called `name`.
    ///
    /// - Throws: ``RequestBuildError`` where the name is too long for a user or room ID.
    private func target(for name: ServerName) throws(RequestBuildError) -> String {
        guard let parameters else { return path }
        let body: RequestBody? = method == "PUT" ? .json([:]) : nil
        return try FederationRequest(
            endpoint, to: name, parameters: parameters(name), body: body
        ).target
    }
}
