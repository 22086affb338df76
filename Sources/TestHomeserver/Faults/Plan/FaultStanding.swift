/// A setting of a plan, and what has become of it so far.
public struct FaultStanding: Sendable {
    /// Its number in the plan.
    public let number: Int
    /// The setting.
    public let setting: FaultSetting
    /// How many requests or connections it was for, struck or not.
    public let met: Int
    /// How many it struck.
    public let struck: Int
}
