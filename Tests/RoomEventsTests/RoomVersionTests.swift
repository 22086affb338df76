import RoomEvents
import Testing

@Suite("Room versions")
struct RoomVersionTests {
    @Test("There are three forms of event IDs")
    func formsOfEventIDs() {
        #expect(EventIDFormat.allCases.count == 3)
    }
}
