import FederationCore
import RoomParticipation

/// What a virtual server has beside its name and keys, and what it remembers.
///
/// Every part looks after its own safety between threads.
final class ServerState: Sendable {
    /// The server.
    let server: VirtualServer
    /// Sends requests to other servers; none where it does not go out.
    let federation: (any FederationRequesting)?
    /// The keys of other servers.
    let verifyKeys: any VerifyKeyProviding
    /// What the servers of the process sign with where a fault has their key documents show other keys.
    let standIns: StandInKeys
    /// Whether it exchanges everything with the other servers of the process over HTTP.
    let isApart: Bool
    /// Where the time comes from.
    let time: any TimeSource
    /// Its users.
    let users: UserRegister
    /// Its files.
    let media: MediaLibrary
    /// Signs events as a policy server; none where it is not one.
    let policySigner: PolicySigner?
    /// What other servers told without events.
    let ephemera = EphemeralMemory()
    /// Fetches and keeps the key documents of other servers; none where it does not go out.
    let notary: KeyNotary?
    /// Its rooms.
    let rooms: HostedRooms
    /// The transactions that it answered.
    let transactions = TransactionLog()
    /// What goes on beside the requests that are answered.
    let work: BackgroundWork
    /// Sends to other servers what they are to have; none where it does not go out.
    let outbox: Outbox?
    /// Waits between one attempt and the next.
    let clock: any Sleeping

    /// The state of `server` at its start.
    ///
    /// - Throws: ``HomeserverStartError`` where what it should have cannot be.
    init(
        _ server: VirtualServer, _ configuration: HomeserverConfiguration, _ work: BackgroundWork,
        standIns: StandInKeys
    ) throws(HomeserverStartError) {
        self.server = server
        rooms = HostedRooms(of: server.name)
        let federation = configuration.federation.map {
            StandInFederation(inner: $0, server: server, keys: standIns)
        }
        self.federation = federation
        self.standIns = standIns
        isApart = configuration.isApart
        verifyKeys = configuration.verifyKeys
        time = configuration.time
        self.work = work
        clock = configuration.clock
        outbox = federation.map { federation in
            Outbox(
                TransactionSender(
                    as: Participant(
                        identity: FederationIdentity(
                            serverName: server.name, key: server.signingKey),
                        federation: federation, verifyKeys: configuration.verifyKeys,
                        time: configuration.time),
                    retries: configuration.retries, waitingBy: configuration.clock),
                work: work)
        }
        notary = federation.map {
            KeyNotary(asking: $0, time: configuration.time)
        }
        do {
            users = try UserRegister(
                server, now: UTCTime(configuration.time.now).milliseconds)
            media = try MediaLibrary(server.content)
            policySigner = try server.content.policyServer.map { policy throws(SigningKeyError) in
                try PolicySigner(policy, of: server)
            }
        } catch let error as MediaContentError {
            throw .badContent(
                server: server.name.description, reason: "\(error)", hint: error.hint)
        } catch {
            throw .badContent(server: server.name.description, reason: "\(error)")
        }
    }

    /// What the server signs events with.
    var eventKey: SigningKey { standIns.eventKey(of: server) }

    /// Whether there is such a user of the server.
    func isUser(_ user: UserID) -> Bool { users.user(user) != nil || rooms.hasUser(user) }
}
