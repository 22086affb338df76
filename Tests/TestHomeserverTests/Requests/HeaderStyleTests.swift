import FederationClient
import FederationCore
import Findings
import MatrixJSON
import Testing

/// Every way of writing an `Authorization` header, sent to the embedded homeserver.
@Suite("Header styles that the embedded homeserver receives")
struct HeaderStyleTests {
    /// What the server does where the specification is silent.
    private static let silent = [
        "destination-unsigned": false, "repeated-parameter": false, "headers-two": false,
        "headers-two-good": true, "signature-url-safe": true, "tab-scheme": false,
        // A signature has letters that stand in no token.
        "unquoted-all": false,
    ]

    private static func run(
        _ request: FederationRequest, _ bed: RequestBed
    ) async throws {
        let runs = try await bed.client.run(on: request, signedBy: bed.identity)
        #expect(runs.map(\.style.id) == XMatrixStyle.all.map(\.id))
        for run in runs {
            let words = "\(run.style.id): \(run.observedWords)"
            #expect(run.finding.verdict == .pass, "\(words)")
            switch run.style.demand {
            case .accept: #expect(run.isAccepted == true, "\(words)")
            case .refuse, .refuseWith401:
                #expect(run.isAccepted == false, "\(words)")
                #expect(run.observation.status == 401, "\(words)")
            case .silent: #expect(run.isAccepted == silent[run.style.id], "\(words)")
            }
        }
    }

    @Test("Every row is done with as the specification demands: a question in the target")
    func target() async throws {
        try await RequestBed.run("") { bed in
            let endpoint = try #require(Endpoint.named("public-rooms"))
            try await Self.run(
                try FederationRequest(
                    endpoint, to: RequestBed.home(), parameters: [RequestParameter("limit", "1")]),
                bed)
        }
    }

    @Test("Every row is done with as the specification demands: a question in the body")
    func body() async throws {
        try await RequestBed.run("") { bed in
            let endpoint = try #require(Endpoint.named("public-rooms-search"))
            try await Self.run(
                try FederationRequest(
                    endpoint, to: RequestBed.home(), parameters: [RequestParameter("limit", "1")]),
                bed)
        }
    }

    @Test("The rows where the specification is silent are all told")
    func counted() {
        let rows = XMatrixStyle.all.filter { $0.demand == .silent }
        #expect(Set(rows.map(\.id)) == Set(Self.silent.keys))
    }
}
