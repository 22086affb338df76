/// Knows whether bytes are UTF-8, one step a byte and without a branch.
///
/// A state is the number of bits by which the row of the next byte is shifted to have the state after
/// it in the lowest six bits. Nothing leads out of the state for what is no UTF-8.
enum UTF8Automaton {
    /// Between two characters.
    static let accepting: UInt64 = 0

    /// The row of every byte.
    static let rows: [UInt64] = (0...255).map { row(of: UInt8($0)) }

    /// The state after the eight bytes of `word`, the lowest first.
    @inline(__always)
    static func step(_ state: UInt64, _ word: UInt64, _ rows: Span<UInt64>) -> UInt64 {
        var state = state
        var rest = word
        for _ in 0..<8 {
            state = rows[Int(UInt8(truncatingIfNeeded: rest))] &>> state
            rest &>>= 8
        }
        return state & 63
    }

    private enum State: UInt64, CaseIterable {
        case accepting
        case one
        case two
        case three
        /// After E0, F0, ED and F4, where the next byte is bounded so that nothing is overlong, a
        /// surrogate or beyond U+10FFFF.
        case twoAfterE0
        case twoAfterED
        case threeAfterF0
        case threeAfterF4
        case refusing
    }

    private static func row(of byte: UInt8) -> UInt64 {
        State.allCases.reduce(0) { row, state in
            row | (next(state, byte).rawValue * 6) << (state.rawValue * 6)
        }
    }

    private static func next(_ state: State, _ byte: UInt8) -> State {
        switch (state, byte) {
        case (.accepting, 0x00...0x7F): .accepting
        case (.accepting, 0xC2...0xDF): .one
        case (.accepting, 0xE0): .twoAfterE0
        case (.accepting, 0xED): .twoAfterED
        case (.accepting, 0xE1...0xEF): .two
        case (.accepting, 0xF0): .threeAfterF0
        case (.accepting, 0xF1...0xF3): .three
        case (.accepting, 0xF4): .threeAfterF4
        case (.one, 0x80...0xBF): .accepting
        case (.two, 0x80...0xBF), (.twoAfterE0, 0xA0...0xBF), (.twoAfterED, 0x80...0x9F): .one
        case (.three, 0x80...0xBF), (.threeAfterF0, 0x90...0xBF), (.threeAfterF4, 0x80...0x8F):
            .two
        default: .refusing
        }
    }

    /// The offset of the first byte from `start` on that does not belong to a character of UTF-8.
    static func firstMistake(_ input: Span<UInt8>, from start: Int) -> Int {
        var state = State.accepting
        var character = start
        for offset in start..<input.count {
            if state == .accepting { character = offset }
            state = next(state, input[offset])
            if state == .refusing { break }
        }
        return character
    }
}
