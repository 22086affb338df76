import FederationCore
import Findings
import RoomEvents
import RoomState

/// Events of the past that another server gave, and what became of them here.
struct FetchedHistory: Sendable {
    /// The server.
    let server: ServerName
    /// The events, each after those of smaller depth that came with it, and what the checks on receipt said.
    var events: [(event: Event, receipt: Receipt)] = []
    /// What is wrong with the answers.
    var findings: [Finding] = []

    /// Of nothing yet.
    init(server: ServerName) {
        self.server = server
    }
}
