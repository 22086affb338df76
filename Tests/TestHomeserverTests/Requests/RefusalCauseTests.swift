import FederationClient
import Testing

/// What `--explain` says where two homeservers are set up so that exactly one cause is at work.
@Suite("Causes of refusals by the embedded homeserver")
struct RefusalCauseTests {
    @Test("Every cause has its scene, and there is one without any")
    func counted() {
        #expect(Set(RefusalScene.all.map(\.cause)) == Set(RefusalCause.all.map(\.id) + [nil]))
    }

    @Test("The cause is named, and no other", arguments: RefusalScene.all)
    func causes(scene: RefusalScene) async throws {
        try await RefusalBed.run(scene) { bed in
            let report = try await bed.report()
            let found = report.rows.filter(\.test.isFound)
            let words = report.rows.map { "\($0.cause.id): \($0.test)" }.joined(separator: "\n")
            #expect(
                found.map(\.cause.id) == [scene.cause].compactMap(\.self) + scene.consequences,
                "\(words)")
            #expect(report.cause?.cause.id == scene.cause)
        }
    }
}
