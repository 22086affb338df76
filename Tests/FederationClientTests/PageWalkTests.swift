import FederationClient
import FederationCore
import Testing

@Suite("Answers in pages")
struct PageWalkTests {
    private func walk(_ operation: String, _ parameters: RequestParameter...) throws -> PageWalk {
        let endpoint = try #require(Endpoint.named(operation))
        return try #require(PageWalk(endpoint, parameters))
    }

    private func next(_ walk: inout PageWalk, _ body: String) -> [String]? {
        walk.next(after: Array(body.utf8))?.map { "\($0.name)=\($0.value)" }
    }

    @Test("The directory is walked by its tokens, and a token that comes again ends it")
    func directory() throws {
        var walk = try walk("public-rooms", RequestParameter("limit", "2"))
        #expect(next(&walk, #"{"chunk":[],"next_batch":"a"}"#) == ["limit=2", "since=a"])
        #expect(next(&walk, #"{"chunk":[],"next_batch":"b"}"#) == ["limit=2", "since=b"])
        #expect(walk.flaw == nil)
        #expect(next(&walk, #"{"chunk":[],"next_batch":"a"}"#) == nil)
        #expect(walk.flaw == "'next_batch' leads to a page that was had before")
    }

    @Test("The last page ends it, and so does what is no page")
    func ends() throws {
        var walk = try walk("public-rooms")
        #expect(next(&walk, #"{"chunk":[]}"#) == nil)
        #expect(next(&walk, "no page") == nil)
        #expect(next(&walk, #"{"next_batch":null}"#) == nil)
        #expect(walk.flaw == nil)
        #expect(next(&walk, #"{"next_batch":7}"#) == nil)
        #expect(walk.flaw == "'next_batch' is a number, and not a string")
    }

    @Test("History goes on from what the earliest events stand on, to the create event")
    func history() throws {
        var walk = try walk(
            "backfill", RequestParameter("roomId", "!r:a"), RequestParameter("v", "$9"),
            RequestParameter("limit", "2"))
        let first = #"""
            {"pdus":[{"depth":9,"prev_events":["$8"]},{"depth":8,"prev_events":["$7","$6"]}]}
            """#
        #expect(next(&walk, first) == ["roomId=!r:a", "v=$7", "v=$6", "limit=2"])
        let old = #"{"pdus":[{"depth":2,"prev_events":[["$1:a",{"sha256":"x"}]]}]}"#
        #expect(next(&walk, old) == ["roomId=!r:a", "v=$1:a", "limit=2"])
        #expect(next(&walk, #"{"pdus":[{"depth":1,"prev_events":[]}]}"#) == nil)
        #expect(next(&walk, #"{"pdus":[{"depth":3,"prev_events":["$7"]}]}"#) == nil)
    }

    @Test("A space is walked through its spaces, each once")
    func spaces() throws {
        var walk = try walk("hierarchy", RequestParameter("roomId", "!top:a"))
        let top = #"""
            {"room":{},"children":[
                {"room_id":"!b:a","room_type":"m.space"},{"room_id":"!plain:a"},
                {"room_id":"!top:a","room_type":"m.space"},{"room_id":"!c:a","room_type":"m.space"}]}
            """#
        #expect(next(&walk, top) == ["roomId=!b:a"])
        #expect(next(&walk, #"{"children":[]}"#) == ["roomId=!c:a"])
        #expect(next(&walk, #"{"children":[]}"#) == nil)
    }

    @Test("What answers at once has no pages")
    func none() throws {
        #expect(PageWalk(try #require(Endpoint.named("version")), []) == nil)
    }
}
