import FederationCore
import MatrixJSON
import Testing

@Suite("X-Matrix headers")
struct XMatrixHeaderTests {
    @Test("What a recipient must read is read, and each deviation is noted")
    func accepted() throws {
        let cases = try Fixture.json("x-matrix/accepted.json").elements
        #expect(cases.count > 15)
        for entry in cases {
            let claim = Comment(rawValue: entry["claim"]?.string ?? "")
            let header = try XMatrixHeader(parsing: #require(entry["header"]?.string))
            #expect(header.origin.description == entry["origin"]?.string, claim)
            #expect(header.destination?.description == entry["destination"]?.string, claim)
            #expect(header.keyID.description == entry["key"]?.string, claim)
            #expect(header.signature == entry["sig"]?.string, claim)
            #expect(
                header.otherParameters.map { "\($0.name)=\($0.value)" }
                    == entry["others"]?.elements.map(\.string), claim)
            #expect(
                header.deviations.map { "\($0)" } == entry["deviations"]?.elements.map(\.string),
                claim)
        }
    }

    @Test("What is no header is refused with the mistake and its place")
    func refused() throws {
        let cases = try Fixture.json("x-matrix/refused.json").elements
        #expect(cases.count > 30)
        for entry in cases {
            let claim = Comment(rawValue: entry["claim"]?.string ?? "")
            let text = try #require(entry["header"]?.string)
            do {
                _ = try XMatrixHeader(parsing: text)
                Issue.record(claim)
            } catch {
                #expect("\(error.reason)" == entry["error"]?.string, claim)
                #expect(Int64(error.offset) == entry["offset"]?.integer, claim)
            }
        }
    }

    @Test("Every deviation occurs in the fixture")
    func deviations() throws {
        let found = try Fixture.json("x-matrix/accepted.json").elements.flatMap {
            $0["deviations"]?.elements.compactMap(\.string) ?? []
        }
        for deviation in XMatrixDeviation.allCases {
            #expect(found.contains("\(deviation)"))
        }
    }

    @Test("A header is written in the form that every recipient reads")
    func written() throws {
        let header = XMatrixHeader(
            origin: try ServerName(parsing: "a.example:8448"),
            destination: try ServerName(parsing: "b.example"),
            keyID: try KeyID(parsing: "ed25519:k_1"), signature: [0xFB, 0xFF])
        let text =
            #"X-Matrix origin="a.example:8448",destination="b.example",key="ed25519:k_1",sig="+/8""#
        #expect(header.headerValue == text)
        #expect(try XMatrixHeader(parsing: text) == header)
    }

    @Test("What was read can be written and read again, with the same four values")
    func roundTrip() throws {
        for entry in try Fixture.json("x-matrix/accepted.json").elements {
            let first = try XMatrixHeader(parsing: #require(entry["header"]?.string))
            let second = try XMatrixHeader(parsing: first.headerValue)
            #expect(second.origin == first.origin)
            #expect(second.destination == first.destination)
            #expect(second.keyID == first.keyID)
            #expect(second.signature == first.signature)
        }
    }

    @Test("The corpus of the fuzzer is read or refused, within its bounds")
    func corpus() throws {
        let names = try Fixture.names(in: "../Tests/Fuzz/xmatrix/corpus")
        #expect(!names.isEmpty)
        for name in names {
            let bytes = try Fixture.bytes("../Tests/Fuzz/xmatrix/corpus/\(name)")
            let text = String(decoding: bytes, as: UTF8.self)
            do {
                let header = try XMatrixHeader(parsing: text)
                let again = try XMatrixHeader(parsing: header.headerValue)
                #expect(again.signature == header.signature)
            } catch {
                #expect((0...text.utf8.count).contains(error.offset))
                #expect(!error.description.isEmpty)
            }
        }
    }
}
