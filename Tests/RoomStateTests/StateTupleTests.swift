import RoomState
import Testing

@Suite("State tuples")
struct StateTupleTests {
    @Test("Tuples are compared byte by byte")
    func comparesBytes() {
        let composed = StateTuple("m.room.member", "@\u{E9}:a.example")
        let decomposed = StateTuple("m.room.member", "@e\u{301}:a.example")
        #expect(composed != decomposed)
        #expect(composed == StateTuple("m.room.member", "@\u{E9}:a.example"))
        #expect(StateTuple("ab", "c") != StateTuple("a", "bc"))
        #expect(Set([composed, decomposed]).count == 2)
    }
}
