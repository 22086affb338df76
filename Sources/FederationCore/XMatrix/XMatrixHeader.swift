/// The value of an `Authorization` header of the scheme `X-Matrix`.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#request-authentication>
public struct XMatrixHeader: Sendable, Hashable {
    /// The server that signed the request.
    public let origin: ServerName
    /// The server that the request is for; old senders leave it out.
    public let destination: ServerName?
    /// The key that the request is signed with.
    public let keyID: KeyID
    /// The signature as it was written, which need not be base64.
    public let signature: String
    /// Parameters that the specification does not know, in order; they are to be ignored.
    public let otherParameters: [XMatrixParameter]
    /// Where the text is valid but not what the specification asks of senders, in order.
    public let deviations: [XMatrixDeviation]

    /// A header to send.
    public init(
        origin: ServerName, destination: ServerName?, keyID: KeyID, signature: [UInt8]
    ) {
        self.init(
            origin: origin, destination: destination, keyID: keyID,
            signature: UnpaddedBase64.encode(signature), otherParameters: [], deviations: [])
    }

    init(
        origin: ServerName, destination: ServerName?, keyID: KeyID, signature: String,
        otherParameters: [XMatrixParameter], deviations: [XMatrixDeviation]
    ) {
        self.origin = origin
        self.destination = destination
        self.keyID = keyID
        self.signature = signature
        self.otherParameters = otherParameters
        self.deviations = deviations
    }

    /// The header in the form that every recipient reads: one space, lower-case names, all values
    /// quoted, nothing around the commas.
    public var headerValue: String {
        var text = "X-Matrix origin=\"\(origin)\""
        if let destination { text += ",destination=\"\(destination)\"" }
        return text + ",key=\"\(keyID)\",sig=\"\(Self.escaped(signature))\""
    }

    private static func escaped(_ value: String) -> String {
        // Base64 has neither.
        guard value.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C }) else { return value }
        var text = ""
        for scalar in value.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}
