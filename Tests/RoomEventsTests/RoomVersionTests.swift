import RoomEvents
import Testing

@Suite("Room versions")
struct RoomVersionTests {
    @Test("There are three forms of event IDs")
    func formsOfEventIDs() {
        #expect(EventIDFormat.allCases.count == 3)
    }

    @Test("There are twelve, and each is found by its identifier")
    func versions() throws {
        #expect(RoomVersion.all.map(\.identifier) == (1...12).map(String.init))
        for version in RoomVersion.all {
            let found = try RoomVersion(parsing: version.identifier)
            #expect(found == version)
        }
    }

    @Test(
        "One that is unknown is refused, and the known ones are listed",
        arguments: ["13", "", "1 ", "org.example"])
    func unknownVersion(text: String) {
        #expect {
            try RoomVersion(parsing: text)
        } throws: { error in
            guard let error = error as? RoomVersionError else { return false }
            return error.description == "there is no room version '\(text)'"
                && error.hint == "the room versions are 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"
        }
    }
}
