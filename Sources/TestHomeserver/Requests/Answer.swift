import FederationCore
import MatrixJSON

/// An answer, as it goes out.
struct Answer: Sendable, Hashable {
    /// The status.
    var status: Int
    /// Headers beside the ones that every answer has (`Content-Type`, `Content-Length`, `Date`, `Server`).
    var headers: [HTTPHeader]
    /// What the body is.
    var contentType: String
    /// The body.
    var body: [UInt8]
    /// The Matrix error code of the body, for the journal.
    var errorCode: String?
    /// What is to be thought of the transaction that it answers, for the journal.
    var transaction: TransactionJudgement?

    /// An answer of any type.
    init(
        status: Int, headers: [HTTPHeader] = [], contentType: String = "application/json",
        body: [UInt8], errorCode: String? = nil
    ) {
        self.status = status
        self.headers = headers
        self.contentType = contentType
        self.body = body
        self.errorCode = errorCode
    }

    /// A JSON object.
    static func json(_ object: JSONObject, status: Int = 200, headers: [HTTPHeader] = []) -> Answer
    {
        Answer(status: status, headers: headers, body: JSONValue.object(object).canonicalBytes())
    }

    /// The standard error object.
    static func refusal(_ refusal: Refusal) -> Answer {
        var object = refusal.details
        object["errcode"] = .string(refusal.code)
        object["error"] = .string(refusal.message)
        var answer = json(object, status: refusal.status, headers: refusal.headers)
        answer.errorCode = refusal.code
        return answer
    }
}
