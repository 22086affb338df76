import MatrixJSON
import Testing

@Suite("JSON fixtures")
struct FixtureTests {
    static let vectors = Fixtures.names(in: "Fixtures/json/canonical", endingIn: ".input.json")
    static let goodNames = Fixtures.names(in: "Fixtures/json/good", endingIn: ".json")
    static let badNames = Fixtures.names(in: "Fixtures/json/bad", endingIn: ".json")
    static let reasons = Fixtures.table("Fixtures/json/bad/reasons.tsv")
    static let numberRows = Fixtures.table("Fixtures/json/numbers.tsv")

    @Test("There are fixtures")
    func present() {
        #expect(Self.vectors.count >= 20)
        #expect(Self.goodNames.count >= 8)
        #expect(Self.numberRows.count >= 27)
    }

    @Test("A document comes out in its canonical form", arguments: vectors)
    func canonical(name: String) throws {
        let input = try Fixtures.bytes("Fixtures/json/canonical/\(name)")
        let wanted = try Fixtures.bytes(
            "Fixtures/json/canonical/\(name.dropLast(".input.json".count)).canonical.json")
        let canonical = try canonicalize(input)
        #expect(
            String(decoding: canonical, as: UTF8.self) == String(decoding: wanted, as: UTF8.self))
        #expect(canonical == wanted)
        #expect(try canonicalize(wanted, numbers: .strict) == wanted)
        #expect(try canonicalize(input[...]) == wanted)
        #expect(try JSONValue(parsing: input).canonicalBytes() == wanted)
        #expect(try JSONDocument(parsing: input).root.canonicalBytes() == wanted)
    }

    @Test("A good document is taken in every reading", arguments: goodNames, NumberReading.allCases)
    func good(name: String, numbers: NumberReading) throws {
        let bytes = try Fixtures.bytes("Fixtures/json/good/\(name)")
        let canonical = try canonicalize(bytes, numbers: numbers)
        #expect(try JSONValue(parsing: bytes, numbers: numbers).canonicalBytes() == canonical)
    }

    @Test("Every bad document has its reason in the table")
    func reasonsForAll() {
        #expect(Self.reasons.map { "\($0[0]).json" }.sorted() == Self.badNames)
    }

    @Test(
        "A bad document is refused in every reading, with the reason and the offset",
        arguments: reasons, NumberReading.allCases)
    func bad(row: [String], numbers: NumberReading) throws {
        let bytes = try Fixtures.bytes("Fixtures/json/bad/\(row[0]).json")
        let error = #expect(throws: JSONSyntaxError.self) {
            try canonicalize(bytes, numbers: numbers)
        }
        #expect(error?.description == "byte \(row[1]): \(row[2])")
        let other = #expect(throws: JSONSyntaxError.self) {
            try JSONDocument(parsing: bytes, numbers: numbers)
        }
        #expect(other == error)
    }

    @Test("A number is read as the reading has it", arguments: numberRows)
    func number(row: [String]) {
        // Where the number stands decides which way it is read, so it stands in several places.
        for (before, after) in [
            ("[", "]"), ("", ""), ("{\"a\":", "}"), ("[1, ", " ]"), ("[1,", ",2]"),
        ] {
            for (numbers, wanted) in zip(NumberReading.allCases, row.dropFirst()) {
                let isReason = wanted.contains(" ")
                let form = (before + wanted + after).filter { $0 != " " }
                let expected = isReason ? "byte \(before.utf8.count): \(wanted)" : form
                #expect(outcome(before + row[0] + after, numbers) == expected)
            }
        }
    }

    private func outcome(_ text: String, _ numbers: NumberReading) -> String {
        do {
            return String(
                decoding: try canonicalize(Array(text.utf8), numbers: numbers), as: UTF8.self)
        } catch {
            return error.description
        }
    }
}
