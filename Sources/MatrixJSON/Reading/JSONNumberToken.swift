/// A number that was read.
struct JSONNumberToken {
    /// The offset behind its last byte.
    var end: Int
    /// The integer that it has to be written as, where that is another text than its own.
    var normalized: Int64?

    /// Reads the number whose first byte, a digit or a minus sign, is at `start`.
    @inline(__always)
    init(
        _ input: Span<UInt8>, at start: Int, numbers: NumberReading
    ) throws(JSONSyntaxError) {
        // Nearly every number is an integer of a few digits.
        var offset = start
        var value: UInt64 = 0
        while offset < input.count {
            let digit = input[offset] &- 0x30
            if digit > 9 { break }
            value = value &* 10 &+ UInt64(digit)
            offset += 1
            if offset - start > 15 { break }
        }
        let next = offset < input.count ? input[offset] : 0x2C
        if next == 0x2C || next == 0x7D || next == 0x5D, offset > start, offset - start <= 15,
            input[start] != 0x30 || offset - start == 1
        {
            end = offset
            normalized = nil
            return
        }
        self = try Self.read(input, at: start, numbers: numbers)
    }

    private init(end: Int, normalized: Int64?) {
        self.end = end
        self.normalized = normalized
    }

    /// Reads any number of RFC 8259 and judges it.
    @inline(never)
    private static func read(
        _ input: Span<UInt8>, at start: Int, numbers: NumberReading
    ) throws(JSONSyntaxError) -> JSONNumberToken {
        let isNegative = input[start] == UInt8(ascii: "-")
        let first = isNegative ? start + 1 : start
        let afterDigits = digitsEnd(input, from: first)
        guard afterDigits > first else {
            throw JSONSyntaxError(reason: .missingDigit, offset: start)
        }
        if input[first] == UInt8(ascii: "0"), afterDigits > first + 1 {
            throw JSONSyntaxError(reason: .leadingZero, offset: start)
        }
        var end = afterDigits
        var hasPoint = false
        if end < input.count, input[end] == UInt8(ascii: ".") {
            hasPoint = true
            let fraction = end + 1
            end = digitsEnd(input, from: fraction)
            guard end > fraction else {
                throw JSONSyntaxError(reason: .missingDigit, offset: start)
            }
        }
        var exponent: Int?
        if end < input.count, input[end] | 0x20 == UInt8(ascii: "e") {
            let sign = end + 1 < input.count ? input[end + 1] : 0
            let isSigned = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
            let digits = isSigned ? end + 2 : end + 1
            end = digitsEnd(input, from: digits)
            guard end > digits else {
                throw JSONSyntaxError(reason: .missingDigit, offset: start)
            }
            let magnitude = boundedNumber(input, from: digits, to: end)
            exponent = sign == UInt8(ascii: "-") ? -magnitude : magnitude
        }
        if numbers == .preserving { return JSONNumberToken(end: end, normalized: nil) }
        if hasPoint { throw JSONSyntaxError(reason: .decimalPoint, offset: start) }
        let isZero = input[first] == UInt8(ascii: "0")
        if numbers == .strict {
            if exponent != nil { throw JSONSyntaxError(reason: .exponent, offset: start) }
            if isNegative, isZero { throw JSONSyntaxError(reason: .negativeZero, offset: start) }
        }
        if isZero {
            let isPlain = !isNegative && exponent == nil
            return JSONNumberToken(end: end, normalized: isPlain ? nil : 0)
        }
        let magnitude = try magnitude(
            input, digits: first..<afterDigits, exponent: exponent ?? 0, start: start)
        let value = isNegative ? -magnitude : magnitude
        return JSONNumberToken(end: end, normalized: exponent == nil ? nil : value)
    }

    private static func digitsEnd(_ input: Span<UInt8>, from start: Int) -> Int {
        var offset = start
        while offset < input.count, input[offset] &- 0x30 <= 9 { offset += 1 }
        return offset
    }

    /// The number of the digits, or a very large one.
    private static func boundedNumber(_ input: Span<UInt8>, from start: Int, to end: Int) -> Int {
        var number = 0
        for offset in start..<end {
            number = number * 10 + Int(input[offset] &- 0x30)
            if number > JSONLimits.length * 2 { return JSONLimits.length * 2 }
        }
        return number
    }

    /// The integer of `digits` times ten to the power of `exponent`.
    ///
    /// The first digit is no zero.
    private static func magnitude(
        _ input: Span<UInt8>, digits: Range<Int>, exponent: Int, start: Int
    ) throws(JSONSyntaxError) -> Int64 {
        var last = digits.upperBound
        while exponent < 0, last > digits.lowerBound + 1, input[last - 1] == UInt8(ascii: "0"),
            digits.upperBound - last < -exponent
        {
            last -= 1
        }
        let remaining = exponent < 0 ? exponent + (digits.upperBound - last) : exponent
        if remaining < 0 { throw JSONSyntaxError(reason: .fractionalExponent, offset: start) }
        let outOfRange = JSONSyntaxError(reason: .integerOutOfRange, offset: start)
        guard last - digits.lowerBound + remaining <= 16 else { throw outOfRange }
        var value: UInt64 = 0
        for offset in digits.lowerBound..<last {
            value = value * 10 + UInt64(input[offset] &- 0x30)
        }
        for _ in 0..<remaining { value *= 10 }
        guard value <= JSONLimits.largestInteger else { throw outOfRange }
        return Int64(value)
    }
}
