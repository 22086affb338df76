import ArgumentParser
import RoomEvents

/// The room version whose rules apply to events that do not tell their own.
struct OptionalRoomVersionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The room version whose rules apply, where the input does not tell it.",
            valueName: "version"))
    var roomVersion: String?

    /// The room version; one that is not known is a usage error.
    func version() throws(CommandFailure) -> RoomVersion? {
        guard let roomVersion else { return nil }
        return try ArgumentText.roomVersion(roomVersion)
    }

    /// The room version, which has to be given.
    func requiredVersion() throws(CommandFailure) -> RoomVersion {
        guard let version = try version() else { throw .usage("--room-version is missing") }
        return version
    }
}
