import FederationCore
import MatrixJSON
import TestHomeserver
import TestSupport
import Testing

@testable import struct TestHomeserver.ControlOperation
@testable import struct TestHomeserver.ControlParameter
@testable import enum TestHomeserver.ControlValueKind

@Suite("The schema of the control API", .serialized)
struct ControlSchemaTests {
    @Test("The schema has each operation with the parameters of its row, and no other")
    func rows() throws {
        let schema = try PublishedSchema.named(PublishedSchema.control)
        let described = schema.part(at: "#/properties")?.schema.names
        #expect(described == ControlOperation.all.map(\.name).sorted())
        for row in ControlOperation.all {
            let words = schema.part(at: "#/properties/\(row.name)")?.schema["description"]
            #expect(words == .string("\(row.method.rawValue) \(row.path): \(row.words)"))
            let request = schema.part(at: "#/properties/\(row.name)/properties/request")?.schema
            #expect(
                request?["properties"]?.names == row.parameters.map(\.name).sorted(),
                "\(row.name)")
            let required = row.parameters.filter(\.isRequired).map(\.name)
            #expect(
                request?.list("required").compactMap(\.text) ?? [] == required, "\(row.name)")
            #expect(request?["additionalProperties"] == false, "\(row.name)")
        }
    }

    @Test("What is not known or not of its kind is refused by the homeserver and the schema")
    func refused() async throws {
        let schema = try PublishedSchema.named(PublishedSchema.control)
        try await ActingBed.run { bed in
            for row in ControlOperation.all {
                var wrong = row.parameters.compactMap { parameter in
                    Self.wrongValue(for: parameter.kind, row.method)
                        .map { (parameter.name, $0) }
                }
                wrong.append(("nobody", 1))
                for (name, value) in wrong {
                    let body: JSONObject = [name: value]
                    let problems = schema.problems(
                        of: .object(body), at: "#/properties/\(row.name)/properties/request")
                    #expect(
                        problems.contains { $0.hasPrefix("$.\(name)") }, "\(row.name): \(name)")
                    let response = try await bed.response(of: row.name, body)
                    #expect(response.status == 400, "\(row.name): \(name)")
                    #expect(response.json["error"]?.text?.contains("'\(name)'") == true)
                }
            }
        }
    }

    /// What is not of the kind, as far as types say; none where anything is, or a query has it.
    private static func wrongValue(
        for kind: ControlValueKind, _ method: ControlOperation.Method
    ) -> JSONValue? {
        switch (method, kind) {
        case (_, .json): nil
        case (.get, .integer), (.get, .boolean), (.get, .word), (.get, .endpoint): "x y"
        case (.get, _): nil
        case (.post, _): [[]]
        }
    }

    @Test("Every operation is done, and its answer is as the schema says")
    func answers() async throws {
        var done: Set<String> = []
        try await ActingBed.run(east: ControlTour.east, west: ControlTour.west) { bed in
            var tour = ControlTour(bed: bed)
            try await tour.run()
            done = tour.done
        }
        #expect(done == Set(ControlOperation.all.map(\.name)))
    }
}
