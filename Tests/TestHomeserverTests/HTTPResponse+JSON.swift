import FederationCore
import MatrixJSON

extension HTTPResponse {
    /// The body as JSON; null where it is none.
    var json: JSONValue {
        (try? JSONValue(parsing: body)) ?? .null
    }

    /// The error code of the body.
    var errorCode: String? {
        guard case .string(let code) = json["errcode"] else { return nil }
        return code
    }
}
