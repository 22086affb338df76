public import FederationCore

/// The state of a room at some place: which event is the state of what.
public typealias StateMap = [StateTuple: EventID]
