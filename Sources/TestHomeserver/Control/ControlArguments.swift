import FederationCore
import MatrixJSON

/// What a request tells a control operation, held to the row.
struct ControlArguments {
    /// The members; each is one of the row, and of its kind.
    private(set) var members = JSONObject()

    /// Reads the query of a `GET`, and the body of a `POST`, where nothing is the same as `{}`.
    ///
    /// - Throws: A refusal that names what is not known, not of its kind, or not there.
    init(of request: ArrivedRequest, for operation: ControlOperation) throws(Refusal) {
        switch operation.method {
        case .get:
            for (name, text) in PercentEncoding.queryItems(ofTarget: request.target) {
                let parameter = try parameter(name, of: operation)
                guard let value = parameter.kind.value(ofText: text) else {
                    throw Self.misfit(parameter, .string(text))
                }
                members[name] = value
            }
        case .post:
            if let item = PercentEncoding.queryItems(ofTarget: request.target).first {
                throw Refusal(
                    400, "M_BAD_JSON",
                    "'\(item.name)' is in the query: expected the members of a POST in its body")
            }
            for (name, value) in try Self.body(of: request).members {
                let parameter = try parameter(name, of: operation)
                guard parameter.kind.accepts(value) else {
                    throw Self.misfit(parameter, value)
                }
                members[name] = value
            }
        }
        for parameter in operation.parameters
        where parameter.isRequired && members[parameter.name] == nil {
            throw ControlCall.missing(parameter.name)
        }
    }

    /// The row's parameter of that name, which has not come yet.
    private func parameter(
        _ name: String, of operation: ControlOperation
    ) throws(Refusal) -> ControlParameter {
        guard
            let parameter = operation.parameters.first(where: {
                $0.name.utf8.elementsEqual(name.utf8)
            })
        else {
            throw Self.unknown(name.cut(to: Self.shownLimit), of: operation)
        }
        guard members[name] == nil else {
            throw Refusal(400, "M_BAD_JSON", "'\(name)' is there twice")
        }
        return parameter
    }

    private static func unknown(_ name: String, of operation: ControlOperation) -> Refusal {
        let known = operation.parameters.map(\.name)
        let words =
            if name == ControlParameter.server.name {
                "'\(operation.name)' is about the whole process: expected no 'server'"
            } else if known.isEmpty {
                "'\(operation.name)' takes no arguments, found '\(name)'"
            } else {
                "expected one of \(known.joined(separator: ", ")), found '\(name)'"
            }
        return Refusal(400, "M_BAD_JSON", words)
    }

    private static func misfit(_ parameter: ControlParameter, _ value: JSONValue) -> Refusal {
        let found = String(decoding: value.canonicalBytes(), as: UTF8.self)
        return Refusal(
            400, "M_BAD_JSON",
            "'\(parameter.name)': expected \(parameter.kind), found \(found.cut(to: shownLimit))")
    }

    /// How much of a wrong value is told.
    private static let shownLimit = 80

    private static func body(of request: ArrivedRequest) throws(Refusal) -> JSONObject {
        guard !request.body.isEmpty else { return [:] }
        let body: JSONValue
        do {
            body = try JSONValue(parsing: request.body, numbers: .preserving)
        } catch {
            throw Refusal(body: error)
        }
        guard case .object(let object) = body else {
            throw Refusal(400, "M_BAD_JSON", "the body is no JSON object")
        }
        return object
    }
}
