extension CanonicalBuilder {
    /// Writes the pieces of `root`, one after the other.
    func output(_ input: Span<UInt8>, root: CanonicalPiece) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(input.count + rewritten.count)
        var open: [(next: Int, end: Int)] = []
        var piece = root
        while true {
            switch piece.source {
            case .input: append(input, piece, to: &output)
            case .rewritten: append(rewritten.span, piece, to: &output)
            case .store: open.append((Int(piece.start), Int(piece.end)))
            }
            while let last = open.last, last.next == last.end { open.removeLast() }
            guard let last = open.last else { return output }
            piece = store[last.next]
            open[open.count - 1].next += 1
        }
    }

    private func append(
        _ bytes: Span<UInt8>, _ piece: CanonicalPiece, to output: inout [UInt8]
    ) {
        let from = output.count
        let part = bytes.extracting(Int(piece.start)..<Int(piece.end))
        // `unsafe` by name only: the buffer is copied before the span ends.
        unsafe part.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
        if piece.opening != 0 { output[from] = piece.opening }
    }
}
