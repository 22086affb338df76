import MatrixJSON
import Testing

@Suite("What the fuzzer found worth keeping")
struct CorpusTests {
    static let names = Fixtures.names(in: "Tests/Fuzz/json/corpus", endingIn: "")

    @Test("There is a corpus, and it is small")
    func present() {
        #expect(!Self.names.isEmpty)
        #expect(Self.names.count < 300)
    }

    @Test(
        "Each document is judged and written in the same way by all that read it", arguments: names)
    func agreement(name: String) throws {
        let bytes = try Fixtures.bytes("Tests/Fuzz/json/corpus/\(name)")
        for numbers in NumberReading.allCases {
            let canonical = Result { () throws(JSONSyntaxError) in
                try canonicalize(bytes, numbers: numbers)
            }
            let document = Result { () throws(JSONSyntaxError) in
                try JSONDocument(parsing: bytes, numbers: numbers)
            }
            switch (canonical, document) {
            case (.failure(let one), .failure(let other)):
                #expect(one == other)
            case (.success(let canonical), .success(let document)):
                #expect(try canonicalize(canonical, numbers: numbers) == canonical)
                #expect(document.root.canonicalBytes() == canonical)
                #expect(document.root.value.canonicalBytes() == canonical)
            default:
                Issue.record("canonicalize and the index disagree about \(name)")
            }
        }
    }
}
