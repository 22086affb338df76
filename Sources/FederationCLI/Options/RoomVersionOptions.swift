import ArgumentParser
import RoomEvents

/// The room version whose rules apply to events.
struct RoomVersionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The room version whose rules apply, such as 11.", valueName: "version"))
    var roomVersion: String

    /// The room version; one that is not known is a usage error.
    func version() throws(CommandFailure) -> RoomVersion {
        try ArgumentText.roomVersion(roomVersion)
    }
}
