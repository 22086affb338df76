import FederationCore
import MatrixJSON

/// A request that is answered with a Matrix error.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#standard-error-response>
struct Refusal: Error, Sendable, Hashable {
    /// The status.
    var status: Int
    /// The error code, such as `M_NOT_FOUND`.
    var code: String
    /// What is wrong, for people.
    var message: String
    /// Headers that belong to the error.
    var headers: [HTTPHeader]
    /// Further members of the error object.
    var details = JSONObject()

    /// A refusal.
    init(_ status: Int, _ code: String, _ message: String, headers: [HTTPHeader] = []) {
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers
    }
}
