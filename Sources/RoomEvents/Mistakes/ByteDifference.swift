/// Where the bytes that were hashed or signed part from the bytes that should have been.
public struct ByteDifference: Sendable, Hashable {
    /// The offset of the first byte that differs, in both.
    public let offset: Int
    /// What stands there in the bytes that were hashed or signed, up to where both agree again; as
    /// text, shortened.
    public let theirs: String
    /// What should stand there, in the same way.
    public let ours: String

    /// The most bytes that are shown of either.
    private static let widthLimit = 80
    /// How many bytes before the difference are shown where both sides have something there.
    private static let context = 12

    /// Compares; nil where both are the same.
    public init?(of theirs: [UInt8], from ours: [UInt8]) {
        guard theirs != ours else { return nil }
        let start = zip(theirs, ours).prefix { $0 == $1 }.count
        let rest = min(theirs.count, ours.count) - start
        let end = zip(theirs.reversed(), ours.reversed()).prefix(rest).prefix { $0 == $1 }.count
        offset = start
        let (added, missing) = (start..<theirs.count - end, start..<ours.count - end)
        if missing.isEmpty {
            self.theirs = Self.text(of: theirs, Self.aligned(added, in: theirs))
            self.ours = ""
        } else if added.isEmpty {
            self.theirs = ""
            self.ours = Self.text(of: ours, Self.aligned(missing, in: ours))
        } else {
            let before = min(start, Self.context)
            let after = min(end, Self.context)
            self.theirs = Self.text(
                of: theirs, start - before..<theirs.count - end + after)
            self.ours = Self.text(of: ours, start - before..<ours.count - end + after)
        }
    }

    /// The same insertion, moved to where a member of an object begins, without its comma.
    ///
    /// Of `{"a":1,"b":2,"c":3}` and `{"a":1,"c":3}` the difference begins behind the quote of `"b"`.
    private static func aligned(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var moved = range
        let comma = UInt8(ascii: ",")
        while bytes[moved.lowerBound] != comma, bytes[moved.upperBound - 1] != comma {
            guard moved.lowerBound > 0, bytes[moved.lowerBound - 1] == bytes[moved.upperBound - 1],
                range.lowerBound - moved.lowerBound < widthLimit
            else { return range }
            moved = moved.lowerBound - 1..<moved.upperBound - 1
        }
        if moved.count > 1, bytes[moved.lowerBound] == comma {
            return moved.lowerBound + 1..<moved.upperBound
        }
        return moved.count > 1 ? moved.lowerBound..<moved.upperBound - 1 : moved
    }

    private static func text(of bytes: [UInt8], _ range: Range<Int>) -> String {
        var range = range
        while range.lowerBound < range.upperBound, isContinuation(bytes[range.lowerBound]) {
            range = range.lowerBound + 1..<range.upperBound
        }
        let isCut = range.count > widthLimit
        var end = isCut ? range.lowerBound + widthLimit : range.upperBound
        while end < bytes.count, isContinuation(bytes[end]), isCut, end > range.lowerBound {
            end -= 1
        }
        let text = String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
        return isCut ? text + "…" : text
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
