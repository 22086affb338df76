public import FederationCore
public import MatrixJSON
public import RoomEvents

/// What goes to a server at once: events and ephemeral data units, byte for byte.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#transactions>
public struct Transaction: Sendable, Hashable {
    /// The ID, as it stands in the path, not encoded.
    public let id: String
    /// The server that it says to be from.
    public let origin: ServerName
    /// When it was made, as it says, in milliseconds since the Unix epoch.
    public let originServerTS: Int64
    /// The events.
    public let pdus: [TransactionPDU]
    /// The ephemeral data units, each as JSON.
    public let edus: [[UInt8]]

    /// The most events of a transaction.
    public static let maximumPDUs = 50
    /// The most ephemeral data units of a transaction.
    public static let maximumEDUs = 100

    /// A transaction of parts that go out as they are.
    public init(
        _ id: String, from origin: ServerName, at originServerTS: Int64,
        pdus: [TransactionPDU] = [], edus: [[UInt8]] = []
    ) {
        self.id = id
        self.origin = origin
        self.originServerTS = originServerTS
        self.pdus = pdus
        self.edus = edus
    }

    /// A transaction of events and data that were built here.
    public init(
        _ id: String, from origin: ServerName, at originServerTS: Int64, pdus: [Event],
        edus: [JSONObject]
    ) {
        self.init(
            id, from: origin, at: originServerTS, pdus: pdus.map { TransactionPDU($0) },
            edus: edus.map { $0.canonicalBytes() })
    }

    /// The body: its members sorted, and the bytes of events and data as they are; `edus` only where there are
    /// some.
    public var body: [UInt8] {
        var members = [
            TransactionMember("origin", JSONValue.string("\(origin)").canonicalBytes()),
            TransactionMember("origin_server_ts", Array("\(originServerTS)".utf8)),
            TransactionMember("pdus", list: pdus.map(\.bytes)),
        ]
        if !edus.isEmpty { members.insert(TransactionMember("edus", list: edus), at: 0) }
        return TransactionMember.object(members)
    }

    /// The request that brings it to `server`.
    ///
    /// - Throws: `RequestBuildError` where the ID is empty.
    public func request(to server: ServerName) throws(RequestBuildError) -> FederationRequest {
        try FederationRequest(sending: body, as: id, to: server)
    }
}

extension FederationRequest {
    /// The request that brings the body of a transaction to `server`, whatever it is.
    ///
    /// - Throws: `RequestBuildError` where `id` is empty.
    init(
        sending body: [UInt8], as id: String, to server: ServerName
    ) throws(RequestBuildError) {
        guard let endpoint = Endpoint.named("send") else {
            preconditionFailure("the table of endpoints has no row 'send'")
        }
        try self.init(
            endpoint, to: server, parameters: [RequestParameter("txnId", id)], body: .bytes(body))
        preserveNumbersWhereNeeded()
    }
}
