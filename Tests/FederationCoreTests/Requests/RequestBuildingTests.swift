import FederationCore
import MatrixJSON
import Testing

@Suite("Building of requests")
struct RequestBuildingTests {
    private func server() throws -> ServerName { try ServerName(parsing: "a.example") }

    private func endpoint(_ name: String) throws -> Endpoint {
        try #require(Endpoint.named(name))
    }

    private func build(
        _ name: String, _ parameters: KeyValuePairs<String, String>, body: RequestBody? = nil
    ) throws -> FederationRequest {
        try FederationRequest(
            endpoint(name), to: server(),
            parameters: parameters.map { RequestParameter($0.key, $0.value) }, body: body)
    }

    @Test("Each row builds its exact method, target and body", arguments: EndpointExample.all)
    func exact(example: EndpointExample) throws {
        let request = try FederationRequest(
            endpoint(example.name), to: server(), parameters: example.parameters,
            body: example.body)
        #expect("\(request.method) \(request.target)" == example.line)
        #expect(request.body.map { String(decoding: $0, as: UTF8.self) } == example.sent)
        #expect(request.operation == example.name)
        #expect(try request.destination == server())
    }

    @Test("Each row refuses a parameter that it does not know", arguments: EndpointExample.all)
    func unknown(example: EndpointExample) throws {
        let row = try endpoint(example.name)
        let parameters = example.parameters + [RequestParameter("no_such", "1")]
        func attempt() throws {
            _ = try FederationRequest(
                row, to: server(), parameters: parameters, body: example.body)
        }
        if row.takesOtherQueryParameters {
            #expect(throws: Never.self) { try attempt() }
        } else {
            #expect(throws: RequestBuildError.unknownParameter("no_such", row)) { try attempt() }
        }
    }

    @Test("Each row misses each parameter that it needs", arguments: EndpointExample.all)
    func missing(example: EndpointExample) throws {
        let row = try endpoint(example.name)
        for parameter in row.parameters where parameter.isRequired {
            #expect(throws: RequestBuildError.missingParameter(parameter.name, row)) {
                try FederationRequest(
                    row, to: server(),
                    parameters: example.parameters.filter { $0.name != parameter.name },
                    body: example.body)
            }
        }
    }

    @Test("Each row takes a parameter twice only where it repeats", arguments: EndpointExample.all)
    func repeated(example: EndpointExample) throws {
        let row = try endpoint(example.name)
        for parameter in row.parameters {
            guard let given = example.parameters.first(where: { $0.name == parameter.name }) else {
                continue
            }
            func attempt() throws {
                _ = try FederationRequest(
                    row, to: server(), parameters: example.parameters + [given],
                    body: example.body)
            }
            if parameter.isRepeated {
                #expect(throws: Never.self) { try attempt() }
            } else {
                #expect(throws: RequestBuildError.repeatedParameter(parameter.name, row)) {
                    try attempt()
                }
            }
        }
    }

    @Test("Each row has a body or has none", arguments: EndpointExample.all)
    func bodies(example: EndpointExample) throws {
        let row = try endpoint(example.name)
        let parameters = example.parameters.filter { given in
            !row.parameters(in: .body).contains { $0.name == given.name }
        }
        func attempt(_ body: RequestBody?) throws -> FederationRequest {
            try FederationRequest(row, to: server(), parameters: parameters, body: body)
        }
        if !row.hasBody {
            #expect(throws: RequestBuildError.unexpectedBody(row)) { try attempt(.json([:])) }
        } else {
            #expect(try attempt(.bytes([1, 2])).body == [1, 2])
            if row.body != nil {
                #expect(throws: RequestBuildError.missingBody(row)) { try attempt(nil) }
            }
        }
    }

    @Test("A body and parameters of the body do not go together")
    func both() throws {
        #expect(throws: RequestBuildError.bodyAndParameters(try endpoint("public-rooms-search"))) {
            try build("public-rooms-search", ["limit": "1"], body: .json([:]))
        }
    }

    @Test(
        "A value that its type cannot have is refused",
        arguments: [
            ("limit", "ten"), ("limit", "+1"), ("limit", ""), ("limit", "1.0"),
            ("limit", "9007199254740992"), ("include_all_networks", "yes"), ("filter", "[]"),
            ("filter", "{"), ("filter", #"{"a":1.5}"#),
        ])
    func types(name: String, value: String) throws {
        #expect {
            try build("public-rooms-search", [name: value])
        } throws: { error in
            if case .invalidValue(value, let parameter, _)? = error as? RequestBuildError {
                parameter == name
            } else {
                false
            }
        }
    }

    @Test(
        "An identifier of another kind is not taken",
        arguments: [
            ("profile", "user_id", "alice"), ("profile", "user_id", "@alice"),
            ("directory", "room_alias", "x"), ("event", "eventId", "x"),
            ("hierarchy", "roomId", "#r:a"), ("notary-keys", "serverName", "a b"),
            ("media-download", "mediaId", "mxc://a.example/AbC"),
        ])
    func identifiers(operation: String, name: String, value: String) {
        #expect {
            try build(operation, [name: value])
        } throws: { error in
            if case .invalidValue(value, let parameter, _)? = error as? RequestBuildError {
                parameter == name
            } else {
                false
            }
        }
    }

    @Test("A choice is one of its words, a hole of a path is not empty")
    func choices() throws {
        #expect(
            throws: RequestBuildError.invalidValue("x", parameter: "dir", expected: "f or b")
        ) { try build("timestamp-to-event", ["roomId": "!r:a", "ts": "1", "dir": "x"]) }
        #expect(throws: RequestBuildError.self) { try build("event", ["eventId": ""]) }
    }

    @Test("A repeated member of the body may be given as one array")
    func array() throws {
        let request = try build(
            "missing-events",
            ["roomId": "!r:a", "earliest_events": "[]", "latest_events": #"["$a","$b"]"#])
        #expect(
            request.body.map { String(decoding: $0, as: UTF8.self) }
                == #"{"earliest_events":[],"latest_events":["$a","$b"]}"#)
    }

    @Test("An error says what the row takes")
    func words() throws {
        let row = try endpoint("backfill")
        #expect(
            RequestBuildError.unknownParameter("x", row).description
                == "'backfill' takes no parameter 'x'; it takes roomId, v (repeated), limit")
        #expect(
            RequestBuildError.missingParameter("user_id", try endpoint("profile")).description
                == "'profile' needs the parameter 'user_id'; it takes user_id, field (optional)")
        #expect(
            RequestBuildError.unknownParameter("x", try endpoint("version")).description
                == "'version' takes no parameter 'x'; it takes none")
        #expect(
            RequestBuildError.missingBody(try endpoint("send-join")).description
                == "'send-join' needs a body: the signed join event")
    }

    @Test("A parameter is read at its first equals sign")
    func assignment() throws {
        #expect(try RequestParameter(parsing: "a=b=c") == RequestParameter("a", "b=c"))
        #expect(try RequestParameter(parsing: "a=") == RequestParameter("a", ""))
        for text in ["", "a", "=b"] {
            #expect(throws: RequestBuildError.notAnAssignment(text)) {
                try RequestParameter(parsing: text)
            }
        }
    }

    @Test("A request by hand keeps every byte of its target")
    func raw() throws {
        let target = "//a/../%2e?x=%zz&é#f"
        let request = try FederationRequest(method: "PATCH", target: target, to: server())
        #expect(request.target == target)
        #expect(request.method == "PATCH")
        #expect(request.body == nil)
        #expect(request.operation == nil)
    }

    @Test(
        "A request by hand cannot be broken apart",
        arguments: ["", " ", "/a b", "/\r\n", "/\u{7F}"])
    func broken(text: String) throws {
        #expect(throws: RequestBuildError.invalidTarget(text)) {
            try FederationRequest(method: "GET", target: text, to: server())
        }
        #expect(throws: RequestBuildError.invalidMethod(text)) {
            try FederationRequest(method: text, target: "/", to: server())
        }
    }
}
