import FederationCore
import RoomParticipation

/// A virtual server that acts of its own accord, with those beside it in the process.
struct ActingServer: Sendable {
    /// What it has and remembers.
    let state: ServerState
    /// What all servers of the process have and remember.
    let process: [ServerName: ServerState]
    /// Every virtual server of the process.
    let directory: ServerDirectory

    /// The servers of the process that things are handed to by hand, itself among them; all others are asked over
    /// HTTP.
    var neighbours: [ServerName: ServerState] { state.isApart ? [name: state] : process }

    /// The server.
    var server: VirtualServer { state.server }

    /// Its name.
    var name: ServerName { state.server.name }

    /// The time, in milliseconds since the Unix epoch.
    var now: Int64 { UTCTime(state.time.now).milliseconds }

    /// The keys that events are verified with.
    var verifyKeys: ProcessKeys {
        ProcessKeys(
            directory: directory, own: state.isApart ? name : nil, others: state.verifyKeys,
            standIns: state.standIns)
    }

    /// Who signs its events, and its requests where the key document shows no other key.
    var identity: FederationIdentity {
        FederationIdentity(serverName: name, key: state.eventKey)
    }

    /// The server as one that takes part in rooms of others; none where it does not go out.
    var participant: Participant? {
        state.federation.map {
            Participant(
                identity: identity, federation: $0, verifyKeys: verifyKeys, time: state.time)
        }
    }
}

extension EndpointCall {
    /// The server that is asked, as one that acts.
    var acting: ActingServer {
        ActingServer(state: state, process: neighbours, directory: directory)
    }
}

extension Router {
    /// A server of the process as one that acts; none where there is none of that name.
    func acting(as name: ServerName) -> ActingServer? {
        states[name].map { ActingServer(state: $0, process: states, directory: directory) }
    }
}
