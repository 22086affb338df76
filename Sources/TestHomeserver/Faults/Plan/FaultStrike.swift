/// A fault that strikes.
struct FaultStrike: Sendable {
    /// The number of its setting.
    let number: Int
    /// The row.
    let fault: Fault
    /// What it is set to.
    let value: FaultValue?
}
