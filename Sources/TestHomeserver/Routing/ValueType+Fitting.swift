import FederationCore
import MatrixJSON

extension EndpointParameter.ValueType {
    /// Whether a member of a JSON body is of this type.
    func fits(_ element: JSONElement) -> Bool {
        switch self {
        case .integer: element.integer != nil
        case .boolean: element.kind == .boolean
        case .object: element.kind == .object
        case .string, .choice, .serverName, .userID, .roomID, .eventID, .roomAlias:
            element.string.map(fits) ?? false
        }
    }
}
