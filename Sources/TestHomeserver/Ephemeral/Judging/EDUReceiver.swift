import FederationCore

/// The server that EDUs came to, as far as they are about it.
struct EDUReceiver: Sendable {
    /// Its name.
    let name: ServerName
    /// Its users.
    let users: UserRegister
    /// Its rooms.
    let rooms: any RoomListing
    /// What is remembered.
    let memory: EphemeralMemory
}
