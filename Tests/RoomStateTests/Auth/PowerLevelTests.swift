import MatrixJSON
import Testing

@testable import RoomState

@Suite("Power levels")
struct PowerLevelTests {
    private func reading(_ json: String, _ form: PowerLevelForm) throws -> PowerLevelReading {
        let numbers: NumberReading = form == .numbersAndStrings ? .preserving : .strict
        let document = try JSONDocument(parsing: Array(json.utf8), numbers: numbers)
        return form.reading(document.root)
    }

    @Test(
        "An integer is a level in every form",
        arguments: [
            ("0", 0), ("50", 50), ("-1", -1), ("9007199254740991", 9_007_199_254_740_991),
            ("-9007199254740991", -9_007_199_254_740_991),
        ])
    func readsIntegers(json: String, level: Int64) throws {
        for form in [PowerLevelForm.integers, .integersAndStrings, .numbersAndStrings] {
            #expect(try reading(json, form) == .level(.integer(level)))
        }
    }

    @Test(
        "A string is a level where it is an integer, with sign, zeros and white space",
        arguments: [
            ("50", 50), ("000100", 100), ("+100", 100), ("-100", -100), (" 100 ", 100),
            (#"\t\n 00100\u2003"#, 100), (" +100 ", 100), ("-0", 0),
            ("9223372036854775807", .max), ("-9223372036854775808", .min),
        ])
    func readsStrings(text: String, level: Int64) throws {
        for form in [PowerLevelForm.integersAndStrings, .numbersAndStrings] {
            #expect(try reading("\"\(text)\"", form) == .level(.integer(level)))
        }
        #expect(try reading("\"\(text)\"", .integers) == .unreadable)
    }

    @Test(
        "A string is no level where it is no integer",
        arguments: [
            "", " ", "+", "-", "5.0", "1e2", "0x10", "1_000", "5 0", "--5", "+-5", "five",
            "\u{0665}\u{0660}", "50\u{0}", "NaN", "Infinity",
        ])
    func refusesStrings(text: String) throws {
        let json = String(decoding: JSONValue.string(text).canonicalBytes(), as: UTF8.self)
        #expect(try reading(json, .integersAndStrings) == .unreadable)
        #expect(try reading(json, .numbersAndStrings) == .unreadable)
    }

    @Test(
        "The exponent of a number is applied before it is cut at the point",
        arguments: [
            ("50.57", 50), ("50.0", 50), ("-50.99", -50), ("0.9", 0), ("-0.9", 0), ("-0", 0),
            ("5.114698E4", 51146), ("1e2", 100), ("1E+2", 100), ("1234.5e-2", 12), ("1e-9", 0),
            ("0e999999999999999999999", 0), ("1e-999999999999999999999", 0),
            ("0.0005e5", 50), ("9223372036854775807.9", .max), ("-9.223372036854775808e18", .min),
        ])
    func readsNumbers(json: String, level: Int64) throws {
        #expect(try reading(json, .numbersAndStrings) == .level(.integer(level)))
    }

    @Test(
        "A number beyond any double is out of range",
        arguments: [
            "1e309", "-1e400", "1e999999999999999999999", "1" + String(repeating: "0", count: 309),
        ])
    func refusesNumbersOutOfRange(json: String) throws {
        #expect(try reading(json, .numbersAndStrings) == .outOfRange)
    }

    @Test(
        "Anything else is no level",
        arguments: ["null", "true", "false", "[]", "{}", "[50]"])
    func refusesOtherKinds(json: String) throws {
        for form in [PowerLevelForm.integers, .integersAndStrings, .numbersAndStrings] {
            #expect(try reading(json, form) == .unreadable)
        }
    }

    @Test("Levels beyond 64 bits are compared to the last digit")
    func comparesLargeLevels() throws {
        let ascending = [
            "-1e308", "\"-99999999999999999999\"", "-9223372036854775809", "-9223372036854775808",
            "-1", "0", "9223372036854775807", "9223372036854775808", "9223372036854775809",
            "99999999999999999999", "1e20", "100000000000000000001", "1.7e308",
            "\"1\(String(repeating: "0", count: 400))\"",
        ]
        let levels = try ascending.map { try #require(try reading($0, .numbersAndStrings).level) }
        for (lower, higher) in zip(levels, levels.dropFirst()) {
            #expect(lower < higher && !(higher < lower) && lower != higher)
        }
        for level in levels { #expect(level < .infinite && !(level < level)) }
        #expect(!(PowerLevel.infinite < .infinite))
    }

    @Test("A level is written in digits, a very long one shortened")
    func writesLevels() {
        #expect(PowerLevel.integer(-5).description == "-5")
        #expect(PowerLevel.infinite.description == "infinite")
        let digits = [UInt8](repeating: 1, count: 41)
        let text = PowerLevel(isNegative: true, digits: digits).description
        #expect(text == "-\(String(repeating: "1", count: 40))… (41 digits)")
    }
}
