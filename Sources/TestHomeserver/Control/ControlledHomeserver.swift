import FederationCore

/// Everything of a running homeserver that can be asked and told from outside.
struct ControlledHomeserver: Sendable {
    /// The virtual servers, in their order.
    let states: [ServerState]
    /// Where others reach them.
    let addresses: [ListenAddress]
    /// Leads requests to their handlers.
    let router: Router
    /// What is done wrong on purpose.
    let plan: FaultPlan
    /// What was asked and answered.
    let journal: JournalMemory
    /// Where requests are held.
    let desk: RequestDesk
    /// Where its end is wished.
    let end: StopWish

    /// What `responder` answers for, where it listens.
    init(
        _ responder: Responder, _ control: ControlConfiguration,
        _ configuration: HomeserverConfiguration, addresses: [ListenAddress]
    ) {
        journal = control.journal
        desk = responder.desk
        end = responder.wish

        states = configuration.servers.compactMap { responder.router.states[$0.name] }
        self.addresses = addresses
        router = responder.router
        plan = configuration.faults ?? FaultPlan()
    }

    /// The virtual server of exactly that name.
    func state(named name: ServerName) -> ServerState? {
        states.first { $0.server.name == name }
    }
}
