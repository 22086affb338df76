public import FederationCore

/// A request and how it was answered.
public struct AnsweredRequest: Sendable, Hashable {
    /// The virtual server that answered.
    public var server: ServerName
    /// The value of the `Host` header.
    public var host: String?
    /// The method.
    public var method: String
    /// Path and query as they were sent, without the values of access tokens.
    public var target: String
    /// How many bytes of body came.
    public var bodyBytes: Int
    /// The name of the row of the endpoint table; none where the path is unknown.
    public var endpoint: String?
    /// What was claimed in `Authorization`, and what is to be thought of it.
    public var authorization: AuthorizationJudgement
    /// The status of the answer.
    public var status: Int
    /// The Matrix error code of the answer.
    public var errorCode: String?
    /// What is to be thought of the transaction that it was, where it was one and came for the first time.
    public var transaction: TransactionJudgement?
    /// How long the answer took to make, in milliseconds.
    public var milliseconds: Double
    /// The faults that struck the answer on purpose, in the order in which they did.
    public var faults: [String]

    /// Whether it was refused because nobody signed it.
    public var isUnsigned: Bool { status == 401 && authorization == .absent }

    /// A request and its answer.
    public init(
        server: ServerName, host: String?, method: String, target: String, bodyBytes: Int,
        endpoint: String?, authorization: AuthorizationJudgement, status: Int,
        errorCode: String? = nil, transaction: TransactionJudgement? = nil, milliseconds: Double,
        faults: [String] = []
    ) {
        self.server = server
        self.host = host
        self.method = method
        self.target = target
        self.bodyBytes = bodyBytes
        self.endpoint = endpoint
        self.authorization = authorization
        self.status = status
        self.errorCode = errorCode
        self.transaction = transaction
        self.milliseconds = milliseconds
        self.faults = faults
    }
}
