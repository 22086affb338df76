extension XMatrixHeader {
    /// Reads the value of an `Authorization` header, by the grammar of RFC 9110 section 11.4.
    ///
    /// Values without quotes may hold a colon, as the specification asks of recipients.
    ///
    /// - Throws: ``XMatrixError`` with what is wrong and where.
    public init(parsing headerValue: String) throws(XMatrixError) {
        var reader = XMatrixReader(headerValue)
        let parameters = try reader.readHeader()
        let origin = parameters.first { $0.isCalled("origin") }
        let destination = parameters.first { $0.isCalled("destination") }
        let key = parameters.first { $0.isCalled("key") }
        let signature = parameters.first { $0.isCalled("sig") }
        guard let origin, let key, let signature else {
            let names = [("origin", origin), ("key", key), ("sig", signature)]
            let missing = names.filter { $0.1 == nil }.map(\.0)
            throw XMatrixError(reason: .missing(missing), offset: headerValue.utf8.count)
        }
        var deviations = reader.deviations
        let characters = signature.value.utf8
        if characters.contains(UInt8(ascii: "=")) { deviations.append(.paddedSignature) }
        if characters.contains(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }) {
            deviations.append(.urlSafeSignature)
        }
        if destination == nil { deviations.append(.noDestination) }
        let known = ["origin", "destination", "key", "sig"]
        self.init(
            origin: try Self.serverName(origin) { .invalidOrigin($0) },
            destination: try Self.serverName(destination) { .invalidDestination($0) },
            keyID: try Self.keyID(key), signature: signature.value,
            otherParameters: parameters.filter { parameter in
                !known.contains { parameter.isCalled($0) }
            }, deviations: deviations)
    }

    private static func serverName(
        _ parameter: XMatrixParameter, _ reason: (ServerNameError) -> XMatrixError.Reason
    ) throws(XMatrixError) -> ServerName {
        do {
            return try ServerName(parsing: parameter.value)
        } catch {
            throw XMatrixError(reason: reason(error), offset: parameter.valueOffset)
        }
    }

    private static func serverName(
        _ parameter: XMatrixParameter?, _ reason: (ServerNameError) -> XMatrixError.Reason
    ) throws(XMatrixError) -> ServerName? {
        guard let parameter else { return nil }
        let name: ServerName = try serverName(parameter, reason)
        return name
    }

    private static func keyID(_ parameter: XMatrixParameter) throws(XMatrixError) -> KeyID {
        do {
            return try KeyID(parsing: parameter.value)
        } catch {
            throw XMatrixError(reason: .invalidKeyID(error), offset: parameter.valueOffset)
        }
    }
}
