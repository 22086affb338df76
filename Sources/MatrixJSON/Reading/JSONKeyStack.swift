/// The keys of all objects that are still open, the innermost last.
///
/// Keys are compared by their unescaped bytes, which is the order of their code points.
struct JSONKeyStack {
    private(set) var keys: [JSONKey] = []
    /// Which key comes when, counted from the base of the object that `sort` sorted last.
    private(set) var order: [UInt32] = []
    private var scratch: [UInt32] = []
    /// The bytes of keys that had escapes.
    private(set) var decoded: [UInt8] = []

    var count: Int { keys.count }

    subscript(index: Int) -> JSONKey { keys[index] }

    /// Pushes the key whose opening quote is at `start` and that ends before `end`; says whether it
    /// comes after the key before it, which is one of the same object if `hasPrevious`.
    @inline(__always)
    mutating func push(
        _ input: Span<UInt8>, start: Int, end: Int, hasEscapes: Bool, hasPrevious: Bool
    ) -> Bool {
        let key =
            hasEscapes
            ? decodedKey(input, start: start, end: end)
            : JSONKey(
                prefix: Self.prefix(input, start: start + 1, length: end - start - 2),
                start: UInt32(truncatingIfNeeded: start + 1),
                length: UInt32(truncatingIfNeeded: end - start - 2),
                offset: UInt32(truncatingIfNeeded: start), isDecoded: false)
        let isAscending: Bool
        if hasPrevious {
            let previous = keys[keys.count - 1]
            isAscending =
                previous.prefix != key.prefix
                ? previous.prefix < key.prefix : compare(input, previous, key) < 0
        } else {
            isAscending = true
        }
        keys.append(key)
        return isAscending
    }

    /// Drops the keys from `base` on.
    @inline(__always)
    mutating func close(_ base: Int) {
        keys.removeSubrange(base...)
        if base == 0 { decoded.removeAll(keepingCapacity: true) }
    }

    @inline(never)
    private mutating func decodedKey(_ input: Span<UInt8>, start: Int, end: Int) -> JSONKey {
        let from = decoded.count
        JSONText.appendUnescaped(input, start: start, end: end, to: &decoded)
        let length = decoded.count - from
        return JSONKey(
            prefix: Self.prefix(decoded.span, start: from, length: length),
            start: UInt32(truncatingIfNeeded: from), length: UInt32(truncatingIfNeeded: length),
            offset: UInt32(truncatingIfNeeded: start), isDecoded: true)
    }

    @inline(__always)
    private static func prefix(_ bytes: Span<UInt8>, start: Int, length: Int) -> UInt64 {
        guard length > 0 else { return 0 }
        if start + 8 <= bytes.count {
            let word = bytes.word(at: start).byteSwapped
            return length >= 8
                ? word : word & ~(UInt64.max &>> UInt64(truncatingIfNeeded: 8 * length))
        }
        var word: UInt64 = 0
        for index in 0..<min(8, length) {
            word |= UInt64(bytes[start + index]) &<< UInt64(truncatingIfNeeded: 56 - 8 * index)
        }
        return word
    }
}

extension JSONKeyStack {
    /// Negative where `left` comes first, zero where both are equal.
    func compare(_ input: Span<UInt8>, _ left: JSONKey, _ right: JSONKey) -> Int {
        if left.prefix != right.prefix { return left.prefix < right.prefix ? -1 : 1 }
        let shorter = Int(min(left.length, right.length))
        if shorter > 8 {
            let leftStart = Int(left.start)
            let rightStart = Int(right.start)
            if !left.isDecoded, !right.isDecoded {
                var index = 8
                while index + 8 <= shorter {
                    let one = input.word(at: leftStart + index)
                    let other = input.word(at: rightStart + index)
                    if one != other { return one.byteSwapped < other.byteSwapped ? -1 : 1 }
                    index += 8
                }
                while index < shorter {
                    let one = input[leftStart + index]
                    let other = input[rightStart + index]
                    if one != other { return one < other ? -1 : 1 }
                    index += 1
                }
            } else {
                for index in 8..<shorter {
                    let one = byte(input, of: left, at: index)
                    let other = byte(input, of: right, at: index)
                    if one != other { return one < other ? -1 : 1 }
                }
            }
        }
        return Int(left.length) - Int(right.length)
    }

    /// The unescaped bytes of a key.
    func bytes(_ input: Span<UInt8>, of key: JSONKey) -> [UInt8] {
        (0..<Int(key.length)).map { byte(input, of: key, at: $0) }
    }

    @inline(__always)
    func byte(_ input: Span<UInt8>, of key: JSONKey, at index: Int) -> UInt8 {
        key.isDecoded ? decoded[Int(key.start) + index] : input[Int(key.start) + index]
    }

    /// Puts the keys from `base` to `end` in order, into `order`.
    ///
    /// - Returns: The first key that repeats an earlier one, if one does.
    @inline(never)
    mutating func sort(_ input: Span<UInt8>, from base: Int, to end: Int) -> JSONKey? {
        let count = end - base
        order.removeAll(keepingCapacity: true)
        order.reserveCapacity(count)
        for index in 0..<count { order.append(UInt32(truncatingIfNeeded: index)) }
        let run = 16
        var start = 0
        while start < count {
            insertionSort(input, from: base, start: start, end: min(start + run, count))
            start += run
        }
        var width = run
        while width < count {
            merge(input, from: base, width: width)
            width *= 2
        }
        return firstRepeated(input, from: base)
    }

    private mutating func insertionSort(
        _ input: Span<UInt8>, from base: Int, start: Int, end: Int
    ) {
        guard end - start > 1 else { return }
        for index in (start + 1)..<end {
            let moving = order[index]
            let key = keys[base + Int(moving)]
            var place = index
            while place > start, compare(input, keys[base + Int(order[place - 1])], key) > 0 {
                order[place] = order[place - 1]
                place -= 1
            }
            order[place] = moving
        }
    }

    /// Merges neighbouring runs of `width`; what is equal keeps its order.
    private mutating func merge(_ input: Span<UInt8>, from base: Int, width: Int) {
        let count = order.count
        scratch.removeAll(keepingCapacity: true)
        scratch.reserveCapacity(count)
        var start = 0
        while start < count {
            let middle = min(start + width, count)
            let end = min(start + 2 * width, count)
            var left = start
            var right = middle
            while left < middle, right < end {
                let one = keys[base + Int(order[left])]
                let other = keys[base + Int(order[right])]
                if compare(input, one, other) <= 0 {
                    scratch.append(order[left])
                    left += 1
                } else {
                    scratch.append(order[right])
                    right += 1
                }
            }
            scratch.append(contentsOf: order[left..<middle])
            scratch.append(contentsOf: order[right..<end])
            start = end
        }
        swap(&order, &scratch)
    }

    /// The key that is the first in the document to repeat one before it.
    private func firstRepeated(_ input: Span<UInt8>, from base: Int) -> JSONKey? {
        guard order.count > 1 else { return nil }
        var found: JSONKey?
        for index in 1..<order.count {
            let key = keys[base + Int(order[index])]
            let isRepeated = compare(input, keys[base + Int(order[index - 1])], key) == 0
            guard isRepeated else { continue }
            if let earlier = found, earlier.offset <= key.offset { continue }
            found = key
        }
        return found
    }
}
