import Foundation
import TestSupport

/// A homeserver with a room, a user and a file, and an identity that it can fetch the key of.
struct QueryBed {
    let peer: ServedPeer
    let folder: TemporaryFolder
    let common: [String]

    init() async throws {
        folder = try TemporaryFolder()
        let rooms = try folder.write(
            "rooms.yaml",
            """
            users:
              - {name: alice, displayname: Alice, devices: [{id: PHONE}]}
            media:
              - {id: note, type: text/plain, text: "a note"}
            """)
        let directory = folder.path + "/ca"
        peer = try await ServedPeer(["--ca-dir", directory, "--rooms", rooms])
        common = [
            "--ca", directory + "/ca.pem", "--as", "localhost:\(try ClosedPort().port)",
            "--ca-dir", directory,
        ]
    }

    /// The options of an identity whose key is served meanwhile.
    var identity: [String] {
        common + ["--serve-key", "127.0.0.1:\(common[3].split(separator: ":")[1])"]
    }
}
