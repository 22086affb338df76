import FederationCore
import MatrixJSON

/// A request to another server that somebody who controls this one wants to be sent.
struct ControlledRequest {
    private let acting: ActingServer
    private let request: FederationRequest

    init(_ call: ControlCall) throws(Refusal) {
        acting = call.acting
        let destination = try call.require("destination") { try ServerName(parsing: $0) }
        let body = call.value("body").map(RequestBody.json)
        do {
            if let operation = call.text("operation").flatMap(Endpoint.named) {
                request = try FederationRequest(
                    operation, to: destination,
                    parameters: Self.parameters(call.object("parameters") ?? [:]), body: body)
            } else {
                guard let method = call.text("method") else { throw ControlCall.missing("method") }
                guard let target = call.text("target") else { throw ControlCall.missing("target") }
                request = try FederationRequest(
                    method: method, target: target, to: destination, body: body)
            }
        } catch let error as RequestBuildError {
            throw .invalid("\(error)")
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw .invalid("\(error)")
        }
    }

    /// Parameters by name; of a list, each element is one.
    private static func parameters(_ object: JSONObject) -> [RequestParameter] {
        object.members.flatMap { name, value -> [RequestParameter] in
            switch value {
            case .array(let elements): elements.map { RequestParameter(name, text(of: $0)) }
            default: [RequestParameter(name, text(of: value))]
            }
        }
    }

    private static func text(of value: JSONValue) -> String {
        if case .string(let text) = value { return text }
        return String(decoding: value.canonicalBytes(), as: UTF8.self)
    }

    /// Sends it, and gives what comes back.
    func answer() async throws(Refusal) -> JSONObject {
        let exchange = try await acting.send(request)
        let response = exchange.response
        var json: JSONObject = [
            "status": .integer(Int64(response.status)),
            "headers": .array(
                response.headers.map {
                    ["name": .string($0.name), "value": .string($0.value)]
                }),
            "target": .string(request.target),
        ]
        // What is no JSON is given byte for byte.
        if let body = try? JSONValue(parsing: response.body, numbers: .preserving) {
            json["body"] = body
        } else {
            json["body_base64"] = .string(UnpaddedBase64.encode(response.body))
        }
        return json
    }
}
