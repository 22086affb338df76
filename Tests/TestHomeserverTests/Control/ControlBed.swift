import FederationCore
import MatrixJSON
import TestHomeserver
import Testing
import Transport

/// A homeserver on loopback that is controlled.
struct ControlBed {
    static let token = "open sesame"

    let bed: TestBed

    /// Starts one for `body`, and stops it after.
    static func run(
        plain: Bool = true, configure: (inout HomeserverConfiguration) -> Void = { _ in },
        body: (ControlBed) async throws -> Void
    ) async throws {
        try await TestBed.run(plain: plain) { configuration in
            configuration.control = ControlConfiguration(token: token)
            configure(&configuration)
        } body: { bed in
            try await body(ControlBed(bed: bed))
        }
    }

    /// Asks for an operation by its target, without a body.
    func get(_ target: String, token: String? = token) async throws -> HTTPResponse {
        try await send("GET", target, nil, token: token)
    }

    /// Asks for an operation by its name.
    func post(_ name: String, _ body: JSONObject = [:]) async throws -> HTTPResponse {
        try await send("POST", "/v1/\(name)", body.canonicalBytes(), token: Self.token)
    }

    /// Sends a request of any kind to the control listener.
    func send(
        _ method: String, _ target: String, _ body: [UInt8]?, token: String?
    ) async throws -> HTTPResponse {
        let address = try #require(bed.running.controlAddress)
        let route = HTTPRoute(
            address: address.address, port: address.port, tlsName: .name("localhost"),
            usesTLS: false)
        let response = try await bed.transport.exchange(
            HTTPRequest(
                method: method, target: target, hostHeader: "localhost",
                headers: token.map { [HTTPHeader("Authorization", "Bearer \($0)")] } ?? [],
                body: body),
            over: route, limits: HTTPLimits(timeout: .seconds(60)))
        // What is asked in a query is text here, and of no kind.
        var request: JSONObject?
        if method == "POST",
            case .object(let object)? = try? JSONValue(
                parsing: body ?? [], numbers: .preserving)
        {
            request = object
        }
        try ControlSchema.hold(target.prefix { $0 != "?" }, request, response)
        return response
    }
}
