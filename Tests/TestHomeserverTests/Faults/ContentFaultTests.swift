import TestHomeserver
import Testing

/// Every fault of what an answer says, on every endpoint whose answers it can be done to: our own reading finds it.
@Suite("Content faults on every endpoint")
struct ContentFaultTests {
    private static let faults = Fault.all.filter { $0.kind == .content }

    @Test("Every endpoint has its reading, and every fault a check that finds it")
    func counted() {
        let endpoints = Set(Self.faults.flatMap(\.endpoints))
        #expect(ContentProof.all.map(\.endpoint).sorted() == endpoints.sorted())
        for proof in ContentProof.all {
            for fault in Self.faults where fault.endpoints.contains(proof.endpoint) {
                #expect(proof.check(finding: fault.id) != nil, "\(fault) at \(proof.endpoint)")
            }
        }
    }

    @Test(
        "Without a fault nothing is found, and with it what is wrong",
        arguments: ContentProof.all.indices)
    func found(index: Int) async throws {
        let proof = ContentProof.all[index]
        for version in proof.versions {
            try await FaultBed.run(plain: true, version: version) { bed in
                let scene = try await ContentScene(bed, version)
                let good = try await proof.complaints(scene)
                #expect(good.isEmpty, "\(proof.endpoint), version \(version): \(good)")
                for fault in Self.faults where fault.endpoints.contains(proof.endpoint) {
                    bed.plan.removeAll()
                    try bed.plan.set(FaultSetting(fault.id, endpoints: [proof.endpoint]))
                    let found = try await proof.complaints(scene)
                    let check = try #require(proof.check(finding: fault.id))
                    #expect(
                        found.contains(check),
                        "\(fault) at \(proof.endpoint), version \(version): \(found)")
                }
            }
        }
    }
}
