public import RoomEvents

/// The state that several states come to, and how.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#room-state-resolution>
public struct StateResolution: Sendable {
    /// The algorithm that was followed.
    public let algorithm: StateResolutionAlgorithm
    /// The resolved state.
    public let state: StateMap
    /// How it came about.
    public let trace: ResolutionTrace
}
