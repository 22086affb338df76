import FederationCore
import MatrixJSON
import TestSupport
import Testing

@testable import struct TestHomeserver.ControlOperation

/// Holds what is asked and answered over the control API to its published schema.
enum ControlSchema {
    private static let schema = Result { try PublishedSchema.named(PublishedSchema.control) }

    /// Holds the answer to an operation, and the request where it is known and was taken.
    static func hold(
        _ path: some StringProtocol, _ request: JSONObject?, _ response: HTTPResponse
    ) throws {
        let schema = try schema.get()
        guard response.status == 200 else {
            let problems = schema.problems(of: response.json, at: "#/$defs/refusal")
            #expect(problems == [], "\(path): \(response.json)")
            return
        }
        let name = try #require(ControlOperation.at(path)?.name)
        let place = "#/properties/\(name)/properties"
        if let request {
            let problems = schema.problems(of: .object(request), at: "\(place)/request")
            #expect(problems == [], "\(name): \(request)")
        }
        let answer = try JSONValue(parsing: response.body, numbers: .preserving)
        #expect(schema.problems(of: answer, at: "\(place)/answer") == [], "\(name): \(answer)")
    }
}
