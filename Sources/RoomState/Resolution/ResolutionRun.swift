import FederationCore
import RoomEvents

/// What happened in one resolution, by number, for whoever wants to know.
struct ResolutionRun {
    var conflicted: [Int32] = []
    var unconflicted: SharedMap?
    var authDifference: [Int32] = []
    var subgraph: [Int32] = []
    var fullConflictedSet: [Int32] = []
    var powerOrder: [Int32] = []
    var mainlineBase: Int32?
    var mainlineOrder: [Int32] = []
    var steps: [Step] = []

    /// One event that was put to the state, or not.
    struct Step {
        var event: Int32
        var phase: ResolutionPhase
        var decision: ResolutionStep.Outcome
        /// What it took the place of.
        var replaced: Int32?
    }
}
