/// What a request does to the server; the raw value is what the table prints.
public enum EndpointEffect: String, Sendable, Hashable, CaseIterable {
    /// Nothing changes.
    case reads
    /// Something is handed out that no one else can get any more.
    case consumes
    /// The state of the server or of a room changes.
    case changes
}
