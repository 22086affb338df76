import NIOCore

/// A body on its way out, piece by piece.
struct BodyPieces {
    private static let pieceBytes = 1 << 20
    private static let perSecond = 10

    private var parts: [Part]
    private let bytesPerSecond: Int?

    private enum Part {
        case bytes(ByteBuffer)
        case filler(Int)

        var count: Int {
            switch self {
            case .bytes(let buffer): buffer.readableBytes
            case .filler(let count): count
            }
        }
    }

    /// The body of `answer` as `delivery` wants it; none where the request was `HEAD`.
    init(_ outgoing: Outgoing, _ delivery: Delivery) {
        bytesPerSecond = delivery.bytesPerSecond
        let body = outgoing.answer.body
        var parts = [Part.bytes(ByteBuffer(bytes: body))]
        if delivery.padding > 0 {
            // The answer stays JSON of the same form where it is an object.
            let isObject = body.first == UInt8(ascii: "{") && body.count > 2
            let rest = isObject ? Array(body.dropFirst()) : [UInt8(ascii: "}")]
            parts = [
                .bytes(ByteBuffer(string: #"{"padding":""#)), .filler(delivery.padding),
                .bytes(ByteBuffer(bytes: Array((isObject ? #"","# : #"""#).utf8) + rest)),
            ]
        }
        self.parts = parts.filter { $0.count > 0 }
        count = parts.reduce(0) { $0 + $1.count }
        if let kept = delivery.keptBytes { keep(kept) }
        if outgoing.omitsBody { self.parts = [] }
    }

    /// How many bytes the whole body has, whatever goes out of it.
    let count: Int

    /// How long to wait between two pieces.
    var pause: TimeAmount? {
        bytesPerSecond.map { .nanoseconds(1_000_000_000 / Int64(min($0, Self.perSecond))) }
    }

    /// Takes the next piece.
    mutating func next() -> ByteBuffer? {
        guard let first = parts.first else { return nil }
        let largest = bytesPerSecond.map { max(1, $0 / Self.perSecond) } ?? Self.pieceBytes
        let count = min(largest, Self.pieceBytes, first.count)
        switch first {
        case .filler(let total):
            parts[0] = .filler(total - count)
            drop()
            return ByteBuffer(repeating: UInt8(ascii: "a"), count: count)
        case .bytes(var buffer):
            let piece = buffer.readSlice(length: count)
            parts[0] = .bytes(buffer)
            drop()
            return piece
        }
    }

    private mutating func drop() {
        if parts.first?.count == 0 { parts.removeFirst() }
    }

    private mutating func keep(_ limit: Int) {
        var left = limit
        var kept: [Part] = []
        for part in parts where left > 0 {
            let count = min(left, part.count)
            left -= count
            switch part {
            case .filler: kept.append(.filler(count))
            case .bytes(let buffer):
                if let slice = buffer.getSlice(at: buffer.readerIndex, length: count) {
                    kept.append(.bytes(slice))
                }
            }
        }
        parts = kept
    }
}
