/// The keys of all objects that are still open, the innermost last.
///
/// Keys are compared by their unescaped bytes, which is the order of their code points.
struct JSONKeyStack: ~Copyable {
    private var keys = Stack<JSONKey>(capacity: 40)
    /// The bytes of keys that had escapes.
    private var decoded = Stack<UInt8>(capacity: 64)
    /// The keys of the object that was sorted last, in their order.
    private(set) var order = Stack<JSONKeyPlace>(capacity: 32)
    /// What merging writes.
    private var merged = Stack<JSONKeyPlace>(capacity: 1)
    /// Whether sorting met two equal keys.
    private var hasRepeated = false

    @inline(__always)
    var count: Int { keys.count }

    subscript(index: Int) -> JSONKey {
        @inline(__always) get { keys[index] }
    }

    /// Pushes the key whose opening quote is at `start` and that ends before `end`.
    ///
    /// - Returns: Whether it comes after the key before it, which is one of the same object if
    ///   `hasPrevious`.
    @inline(__always)
    mutating func push(
        _ input: Span<UInt8>, start: Int, end: Int, hasEscapes: Bool, hasPrevious: Bool
    ) throws(JSONSyntaxError) -> Bool {
        let key =
            hasEscapes
            ? try decodedKey(input, start: start)
            : JSONKey(
                prefix: Self.prefix(input, start: start &+ 1, length: end &- start &- 2),
                start: UInt32(truncatingIfNeeded: start &+ 1),
                length: UInt32(truncatingIfNeeded: end &- start &- 2),
                offset: UInt32(truncatingIfNeeded: start), isDecoded: false)
        keys.append(key)
        guard hasPrevious else { return true }
        let previous = keys[keys.count &- 2]
        return previous.prefix != key.prefix
            ? previous.prefix < key.prefix : compare(input, previous, key) < 0
    }

    /// Drops the keys from `base` on.
    @inline(__always)
    mutating func close(_ base: Int) {
        keys.truncate(to: base)
        if base == 0 { decoded.truncate(to: 0) }
    }

    @inline(never)
    private mutating func decodedKey(
        _ input: Span<UInt8>, start: Int
    ) throws(JSONSyntaxError) -> JSONKey {
        let from = decoded.count
        _ = try JSONText.copyUnescaped(input, start: start, to: &decoded)
        let length = decoded.count - from
        return JSONKey(
            prefix: decoded.withSpan { Self.prefix($0, start: from, length: length) },
            start: UInt32(truncatingIfNeeded: from), length: UInt32(truncatingIfNeeded: length),
            offset: UInt32(truncatingIfNeeded: start), isDecoded: true)
    }

    @inline(__always)
    private static func prefix(_ bytes: Span<UInt8>, start: Int, length: Int) -> UInt64 {
        guard length > 0 else { return 0 }
        if start &+ 8 <= bytes.count {
            let word = bytes.word(at: start).byteSwapped
            return length >= 8
                ? word : word & ~(UInt64.max &>> UInt64(truncatingIfNeeded: 8 &* length))
        }
        var word: UInt64 = 0
        for index in 0..<min(8, length) {
            word |= UInt64(bytes[start + index]) &<< UInt64(truncatingIfNeeded: 56 - 8 * index)
        }
        return word
    }
}

// Comparing.
extension JSONKeyStack {
    /// Negative where `left` comes first, zero where both are equal.
    @inline(never)
    borrowing func compare(_ input: Span<UInt8>, _ left: JSONKey, _ right: JSONKey) -> Int {
        if left.prefix != right.prefix { return left.prefix < right.prefix ? -1 : 1 }
        let shorter = Int(min(left.length, right.length))
        var index = 8
        if !left.isDecoded, !right.isDecoded {
            while index + 8 <= shorter {
                let one = input.word(at: Int(left.start) + index)
                let other = input.word(at: Int(right.start) + index)
                if one != other { return one.byteSwapped < other.byteSwapped ? -1 : 1 }
                index += 8
            }
        }
        while index < shorter {
            let one = byte(input, of: left, at: index)
            let other = byte(input, of: right, at: index)
            if one != other { return one < other ? -1 : 1 }
            index += 1
        }
        return Int(left.length) - Int(right.length)
    }

    /// The unescaped bytes of a key.
    borrowing func bytes(_ input: Span<UInt8>, of key: JSONKey) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in 0..<Int(key.length) { bytes.append(byte(input, of: key, at: index)) }
        return bytes
    }

    /// Whether the unescaped bytes of a key are those of `name`.
    borrowing func isEqual(_ input: Span<UInt8>, _ key: JSONKey, to name: String) -> Bool {
        guard name.utf8.count == Int(key.length) else { return false }
        var index = 0
        for one in name.utf8 {
            guard byte(input, of: key, at: index) == one else { return false }
            index += 1
        }
        return true
    }

    private borrowing func byte(_ input: Span<UInt8>, of key: JSONKey, at index: Int) -> UInt8 {
        key.isDecoded ? decoded[Int(key.start) + index] : input[Int(key.start) + index]
    }
}

// Sorting.
extension JSONKeyStack {
    /// Puts the keys from `base` to `end` in order, into `order`.
    ///
    /// - Returns: The first key that repeats an earlier one, if one does.
    @inline(never)
    mutating func sort(_ input: Span<UInt8>, from base: Int, to end: Int) -> JSONKey? {
        order.truncate(to: 0)
        hasRepeated = false
        let run = 20
        var start = base
        while start < end {
            insertionSort(input, from: start, to: min(start + run, end), base: base)
            start += run
        }
        var width = run
        while width < end - base {
            merge(input, base: base, width: width)
            width *= 2
        }
        return hasRepeated ? firstRepeated(input, base: base) : nil
    }

    /// Appends the keys from `start` to `end` to `order`, in order.
    private mutating func insertionSort(
        _ input: Span<UInt8>, from start: Int, to end: Int, base: Int
    ) {
        let first = order.count
        for index in start..<end {
            let moving = JSONKeyPlace(prefix: keys[index].prefix, index: index &- base)
            var place = order.count
            order.append(moving)
            while place > first {
                let before = order[place &- 1]
                if before.prefix <= moving.prefix {
                    if before.prefix < moving.prefix || isInOrder(input, before, moving, base) {
                        break
                    }
                }
                order[place] = before
                place &-= 1
            }
            order[place] = moving
        }
    }

    /// Whether two keys with the same prefix are in order; equal ones are, and are remembered.
    private mutating func isInOrder(
        _ input: Span<UInt8>, _ left: JSONKeyPlace, _ right: JSONKeyPlace, _ base: Int
    ) -> Bool {
        let difference = compare(
            input, keys[base + Int(left.index)], keys[base + Int(right.index)])
        if difference == 0 { hasRepeated = true }
        return difference <= 0
    }

    /// Merges neighbouring runs of `width`; what is equal keeps its order.
    private mutating func merge(_ input: Span<UInt8>, base: Int, width: Int) {
        let count = order.count
        merged.truncate(to: 0)
        var start = 0
        while start < count {
            let middle = min(start + width, count)
            let end = min(start + 2 * width, count)
            var left = start
            var right = middle
            while left < middle || right < end {
                if right == end || left < middle && isMergedFirst(input, left, right, base) {
                    merged.append(order[left])
                    left += 1
                } else {
                    merged.append(order[right])
                    right += 1
                }
            }
            start = end
        }
        swap(&order, &merged)
    }

    @inline(__always)
    private mutating func isMergedFirst(
        _ input: Span<UInt8>, _ left: Int, _ right: Int, _ base: Int
    ) -> Bool {
        let one = order[left]
        let other = order[right]
        return one.prefix == other.prefix
            ? isInOrder(input, one, other, base) : one.prefix < other.prefix
    }

    /// The key that is the first in the document to repeat one before it.
    private borrowing func firstRepeated(_ input: Span<UInt8>, base: Int) -> JSONKey? {
        var found: JSONKey?
        for index in 1..<order.count {
            let previous = keys[base + Int(order[index - 1].index)]
            let key = keys[base + Int(order[index].index)]
            guard compare(input, previous, key) == 0 else { continue }
            if let earlier = found, earlier.offset <= key.offset { continue }
            found = key
        }
        return found
    }
}
