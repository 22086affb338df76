/// Numbers that look random and are the same in every run.
struct FaultDice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The numbers of `seed`, different for each `number`.
    init(seed: UInt64, number: Int) {
        state = seed &+ UInt64(truncatingIfNeeded: number) &* 0xD134_2543_DE82_EF95
    }

    mutating func next() -> UInt64 {
        // SplitMix64: a step, and two rounds that mix.
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
