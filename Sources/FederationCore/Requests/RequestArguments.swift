import MatrixJSON

/// Parameters that were held against the row that they are for.
struct RequestArguments {
    private let endpoint: Endpoint
    private let items: [RequestParameter]

    init(
        _ items: [RequestParameter], of endpoint: Endpoint, hasBody: Bool
    ) throws(RequestBuildError) {
        self.endpoint = endpoint
        self.items = items
        for (index, item) in items.enumerated() {
            guard let parameter = Self.parameter(item.name, of: endpoint) else {
                if endpoint.takesOtherQueryParameters { continue }
                throw .unknownParameter(item.name, endpoint)
            }
            let isSecond = items[..<index].contains { $0.name == item.name }
            if isSecond, !parameter.isRepeated {
                throw .repeatedParameter(item.name, endpoint)
            }
            if hasBody, parameter.place == .body { throw .bodyAndParameters(endpoint) }
            try Self.check(item.value, of: parameter)
        }
        for parameter in endpoint.parameters where parameter.isRequired {
            if hasBody, parameter.place == .body { continue }
            guard items.contains(where: { $0.name == parameter.name }) else {
                throw .missingParameter(parameter.name, endpoint)
            }
        }
    }

    /// Path and query, each value encoded once.
    func target() throws(RequestBuildError) -> String {
        var target = ""
        for segment in endpoint.path.segments {
            target += "/"
            switch segment {
            case .literal(let text): target += text
            case .hole(let name):
                let value = items.first { $0.name == name }?.value ?? ""
                guard !value.isEmpty else {
                    throw .invalidValue(
                        value, parameter: name, expected: "a text that is not empty")
                }
                target += PercentEncoding.encode(value)
            }
        }
        let query = items.filter { item in
            Self.parameter(item.name, of: endpoint).map { $0.place == .query } ?? true
        }
        for (index, item) in query.enumerated() {
            target += index == 0 ? "?" : "&"
            target += PercentEncoding.encode(item.name) + "="
            target += PercentEncoding.encode(item.value)
        }
        return target
    }

    /// The body: the one that is given, or the one that the parameters make.
    func body(given: RequestBody?) throws(RequestBuildError) -> [UInt8]? {
        guard endpoint.hasBody else {
            guard given == nil else { throw .unexpectedBody(endpoint) }
            return nil
        }
        if let given { return given.bytes }
        guard endpoint.body == nil else { throw .missingBody(endpoint) }
        var object = JSONObject()
        for parameter in endpoint.parameters(in: .body) {
            let values = items.filter { $0.name == parameter.name }.map(\.value)
            guard !values.isEmpty else { continue }
            object[parameter.name] = try Self.value(values, of: parameter)
        }
        return object.canonicalBytes()
    }

    private static func parameter(_ name: String, of endpoint: Endpoint) -> EndpointParameter? {
        endpoint.parameters.first { $0.name.utf8.elementsEqual(name.utf8) }
    }

    // MARK: - Values

    private static func check(
        _ value: String, of parameter: EndpointParameter
    ) throws(RequestBuildError) {
        // A list may be given as JSON.
        let isList = parameter.isRepeated && parameter.place == .body && value.hasPrefix("[")
        guard isList || parameter.type.fits(value) else {
            throw .invalidValue(
                value, parameter: parameter.name, expected: parameter.type.expectation)
        }
        guard parameter.place != .path || !value.hasPrefix("mxc://") else {
            throw .invalidValue(
                value, parameter: parameter.name,
                expected: "the last part of the mxc address alone, after the server name")
        }
    }

    /// The member of the body; a repeated one is an array, which may also be given as JSON.
    private static func value(
        _ values: [String], of parameter: EndpointParameter
    ) throws(RequestBuildError) -> JSONValue {
        guard parameter.isRepeated else { return try value(values[0], of: parameter) }
        if values.count == 1, values[0].utf8.first == UInt8(ascii: "[") {
            return try parsed(values[0], of: parameter, as: .array)
        }
        var elements: [JSONValue] = []
        for text in values { elements.append(try value(text, of: parameter)) }
        return .array(elements)
    }

    private static func value(
        _ text: String, of parameter: EndpointParameter
    ) throws(RequestBuildError) -> JSONValue {
        switch parameter.type {
        case .integer: .integer(Int64(text) ?? 0)
        case .boolean: .boolean(text == "true")
        case .object: try parsed(text, of: parameter, as: .object)
        case .string, .choice, .serverName, .userID, .roomID, .eventID, .roomAlias: .string(text)
        }
    }

    private static func parsed(
        _ text: String, of parameter: EndpointParameter, as kind: JSONKind
    ) throws(RequestBuildError) -> JSONValue {
        do {
            let document = try JSONDocument(parsing: Array(text.utf8))
            if document.root.kind == kind { return document.root.value }
        } catch {
            throw .invalidValue(
                text, parameter: parameter.name, expected: "a JSON \(kind) (\(error))")
        }
        throw .invalidValue(text, parameter: parameter.name, expected: "a JSON \(kind)")
    }
}
