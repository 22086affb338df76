import FederationClient
import FederationCore
import MatrixJSON
import RoomEvents
import Testing

/// Every row of the endpoint table that reads, asked of the embedded homeserver as `query` asks it.
@Suite("Reading from the embedded homeserver")
struct ReadRowTests {
    private static let rows = Endpoint.all.filter { $0.effect == .reads }

    @Test("Every row that reads is answered with 200, and its answer can be read")
    func rows() async throws {
        #expect(ReadProof.all.map(\.operation).sorted() == Self.rows.map(\.name).sorted())
        try await ReadScene.run { scene in
            for proof in ReadProof.all {
                let answer = try await scene.bed.ask(
                    proof.operation, proof.parameters(scene), body: proof.body(scene))
                let body = String(decoding: answer.body.prefix(600), as: UTF8.self)
                #expect(answer.status == 200, "\(proof.operation): \(body)")
                #expect(try proof.isRight(answer, scene), "\(proof.operation): \(body)")
            }
        }
    }

    @Test("What is not there is refused, and no reading of it succeeds")
    func negative() async throws {
        try await ReadScene.run { scene in
            for (operation, parameters) in [
                ("event", [("eventId", "$nothing")]),
                ("directory", [("room_alias", "#x:one.test")]),
                ("media-download", [("mediaId", "nothing")]),
                ("profile", [("user_id", "@nobody:one.test")]),
            ] {
                let answer = try await scene.bed.ask(operation, parameters)
                #expect(answer.status == 404, "\(operation)")
                #expect(answer.errorCode == "M_NOT_FOUND")
            }
        }
    }

    /// All pages of an operation.
    private static func pages(
        _ operation: String, _ parameters: [(String, String)], _ scene: ReadScene
    ) async throws -> [HTTPResponse] {
        let endpoint = try #require(Endpoint.named(operation))
        var next: [RequestParameter]? = parameters.map { RequestParameter($0.0, $0.1) }
        var walk = try #require(PageWalk(endpoint, next ?? []))
        var pages: [HTTPResponse] = []
        while let parameters = next {
            let request = try FederationRequest(
                endpoint, to: RequestBed.home(), parameters: parameters)
            let answer = try await scene.bed.client.send(request, signedBy: scene.bed.identity)
            #expect(answer.response.status == 200)
            pages.append(answer.response)
            next = walk.next(after: answer.response.body)
        }
        return pages
    }

    @Test(
        "The pages of the directory have every room once",
        arguments: ["public-rooms", "public-rooms-search"])
    func directory(operation: String) async throws {
        try await ReadScene.run { scene in
            let pages = try await Self.pages(operation, [("limit", "2")], scene)
            #expect(pages.count == 3)
            let names = pages.flatMap { $0.json.list("chunk") }.compactMap { $0["name"]?.text }
            #expect(names.sorted() == ["Attic", "Door", "Hall", "Inner", "Space"])
        }
    }

    @Test("The pages of the history have every event once, back to the first")
    func history() async throws {
        try await ReadScene.run { scene in
            let pages = try await Self.pages(
                "backfill",
                [("roomId", "\(scene.roomID)"), ("v", "\(scene.last)"), ("limit", "7")], scene)
            let ids = try pages.flatMap { try scene.events("pdus", of: $0) }.map(\.eventID)
            let all = scene.bed.rooms.events
            let end = try #require(all.firstIndex { $0.eventID == scene.last })
            #expect(Set(ids) == Set(all[...end].map(\.eventID)))
            #expect(ids.count == end + 1)
            #expect(pages.count == (end + 7) / 7)
        }
    }

    @Test("A walk through spaces asks each space once, and finds the rooms of all")
    func spaces() async throws {
        try await ReadScene.run { scene in
            let pages = try await Self.pages(
                "hierarchy", [("roomId", "\(scene.bed.rooms.id(2))")], scene)
            #expect(pages.map { $0.json["room"]?["name"]?.text } == ["Space", "Inner"])
            let children = pages.flatMap { $0.json.list("children") }
            let names = Set(children.compactMap { $0["name"]?.text })
            #expect(names == ["Hall", "Inner", "Door", "Space"])
        }
    }
}
