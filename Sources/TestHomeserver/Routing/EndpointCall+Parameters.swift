import FederationCore
import MatrixJSON

extension EndpointCall {
    /// Holds the request to what its row says of parameters.
    ///
    /// - Throws: A refusal with `M_MISSING_PARAM`, `M_INVALID_PARAM` or `M_BAD_JSON`.
    func checkParameters() throws(Refusal) {
        for parameter in endpoint.parameters {
            switch parameter.place {
            case .path:
                try check(argument(parameter.name).map { [$0] } ?? [], of: parameter)
            case .query:
                try check(query.filter { $0.name == parameter.name }.map(\.value), of: parameter)
            case .body:
                try checkMember(of: parameter)
            }
        }
    }

    private func check(_ values: [String], of parameter: EndpointParameter) throws(Refusal) {
        guard !values.isEmpty else {
            guard parameter.isRequired else { return }
            if endpoint.authentication == .token {
                throw Refusal(401, "M_MISSING_TOKEN", "there is no '\(parameter.name)'")
            }
            throw Refusal(400, "M_MISSING_PARAM", "there is no '\(parameter.name)'")
        }
        for value in values where !parameter.type.fits(value) {
            throw Refusal(
                400, "M_INVALID_PARAM", "'\(parameter.name)' is no \(parameter.type)")
        }
    }

    private func checkMember(of parameter: EndpointParameter) throws(Refusal) {
        guard let element = body?.root[parameter.name] else {
            guard parameter.isRequired else { return }
            throw Refusal(400, "M_MISSING_PARAM", "there is no '\(parameter.name)' in the body")
        }
        let fits =
            parameter.isRepeated
            ? element.kind == .array && element.elements.allSatisfy(parameter.type.fits)
            : parameter.type.fits(element)
        guard fits else {
            throw Refusal(
                400, "M_BAD_JSON",
                "'\(parameter.name)' is no \(parameter.isRepeated ? "array of " : "")\(parameter.type)"
            )
        }
    }
}
