/// What resolving states took, counted in what does not depend on the machine.
public struct ResolutionWork: Sendable, Hashable {
    /// How often the authorisation rules were asked about an event.
    public internal(set) var judgements = 0
    /// How often an event was passed: on a way through auth chains, or to be judged, or in a list that is sorted.
    public internal(set) var visits = 0
}
