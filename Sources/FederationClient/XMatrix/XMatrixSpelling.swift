import FederationCore
import MatrixJSON

/// What a header is made of, right in every part, and the means to make parts wrong.
struct XMatrixSpelling {
    let object: RequestObject
    private let identity: FederationIdentity

    init(
        _ request: FederationRequest, _ identity: FederationIdentity
    ) throws(RequestSigningError) {
        self.identity = identity
        do {
            object = try RequestObject(
                method: request.method, target: request.target, body: request.body,
                origin: identity.serverName, destination: request.destination,
                numbers: request.numbers)
        } catch {
            throw .bodyIsNotJSON(error)
        }
    }

    var origin: String { object.origin }
    var destination: String { object.destination ?? "" }
    var keyID: String { identity.key.keyID.description }
    var signature: String { signature() }

    /// A signature over the object, or over what `change` makes of it.
    func signature(_ change: (inout RequestObject) -> Void = { _ in }) -> String {
        UnpaddedBase64.encode(signatureBytes(change))
    }

    func signatureBytes(_ change: (inout RequestObject) -> Void = { _ in }) -> [UInt8] {
        var object = object
        change(&object)
        return identity.key.sign(object.canonicalBytes)
    }

    /// The parameters, as they are sent; each may be another, or none.
    func parameters(
        origin: String? = nil, destination: String? = nil, keyID: String? = nil,
        signature: String? = nil, omitting omitted: String? = nil
    ) -> [(name: String, value: String)] {
        [
            ("origin", origin ?? self.origin), ("destination", destination ?? self.destination),
            ("key", keyID ?? self.keyID), ("sig", signature ?? self.signature),
        ].filter { $0.0 != omitted }
    }

    /// A header of these parameters.
    ///
    /// - Parameters:
    ///   - parameters: Names and values.
    ///   - scheme: What stands before them, with what follows it.
    ///   - comma: What stands between them.
    ///   - equals: What stands between name and value.
    ///   - unquoted: The names whose values go without quotes.
    /// - Returns: The value of the header.
    func header(
        _ parameters: [(name: String, value: String)], scheme: String = "X-Matrix ",
        comma: String = ",", equals: String = "=", unquoted: Set<String> = []
    ) -> String {
        let texts = parameters.map { parameter in
            let value = parameter.value
            let text = unquoted.contains(parameter.name) ? value : "\"\(value)\""
            return parameter.name + equals + text
        }
        return scheme + texts.joined(separator: comma)
    }

    /// A name that is neither the sender's nor the receiver's.
    static let nobody = "nobody.invalid"
}
