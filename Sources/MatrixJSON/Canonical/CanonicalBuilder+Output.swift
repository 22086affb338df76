extension CanonicalBuilder {
    /// Writes the pieces of `root`, one after the other.
    borrowing func output(_ input: Span<UInt8>, root: CanonicalPiece) -> [UInt8] {
        // A byte of the input and a rewritten byte come at most once.
        OutputBytes.array(capacity: input.count + rewritten.count) { output in
            rewritten.withSpan { rewritten in
                write(input, rewritten, root: root, to: &output)
            }
        }
    }

    private borrowing func write(
        _ input: Span<UInt8>, _ rewritten: Span<UInt8>, root: CanonicalPiece,
        to output: inout OutputBytes
    ) {
        // The objects and arrays that are being written: the next piece of each, and its end.
        var open = Stack<SIMD2<UInt32>>(capacity: 32)
        var next: UInt32 = 0
        var end: UInt32 = 0
        var piece = root
        while true {
            switch piece.source {
            case .input:
                output.append(
                    input, from: Int(piece.start), to: Int(piece.end), opening: piece.opening)
            case .rewritten:
                output.append(
                    rewritten, from: Int(piece.start), to: Int(piece.end), opening: piece.opening)
            case .store:
                open.append(SIMD2(next, end))
                next = piece.start
                end = piece.end
            }
            while next == end {
                guard !open.isEmpty else { return }
                let outer = open[open.count - 1]
                open.truncate(to: open.count - 1)
                next = outer.x
                end = outer.y
            }
            piece = store[Int(next)]
            next += 1
        }
    }
}
