import FederationCore
import MatrixJSON
import TestHomeserver
import Testing

/// The proof of one row of the fault table: what is seen without the fault, and what with it.
struct FaultProof: Sendable, CustomTestStringConvertible {
    /// The row.
    let id: String
    /// What it is set to.
    let value: FaultValue?
    /// The endpoint that it is set for; none for a fault of connections.
    let endpoint: String?
    /// Whether it is seen over plain HTTP.
    let isPlain: Bool
    /// Sees that nothing is wrong.
    let good: @Sendable (FaultBed) async throws -> Void
    /// Sees the fault.
    let struck: @Sendable (FaultBed) async throws -> Void

    var testDescription: String { id }

    init(
        _ id: String, _ value: FaultValue? = nil, at endpoint: String? = "version",
        isPlain: Bool = false, good: @escaping @Sendable (FaultBed) async throws -> Void = isRight,
        struck: @escaping @Sendable (FaultBed) async throws -> Void
    ) {
        self.id = id
        self.value = value
        self.endpoint = endpoint
        self.isPlain = isPlain
        self.good = good
        self.struck = struck
    }

    static let all = delivery + content + keys + tls

    /// The version is told as it should be.
    static let isRight: @Sendable (FaultBed) async throws -> Void = { bed in
        let response = try await bed.ask()
        #expect(response.status == 200)
        #expect(response.json["server"]?["name"] == "fedctl")
    }
}
