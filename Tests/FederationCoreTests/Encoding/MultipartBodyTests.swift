import FederationCore
import Foundation
import TestSupport
import Testing

@Suite("Multipart bodies")
struct MultipartBodyTests {
    @Test("What is before and behind the boundaries is left out; a boundary in a line is none")
    func reads() throws {
        let text =
            "preamble\r\n--b c\r\nA: 1\r\nB:2\r\n\r\nx--b cx\n\r\n--b c \r\n\r\n\r\n--b c--\r\nepilogue"
        let body = try MultipartBody(
            parsing: Array(text.utf8), contentType: "Multipart/Mixed; charset=x; boundary=\"b c\"")
        #expect(body.parts.count == 2)
        #expect(body.parts[0].headers == [HTTPHeader("A", "1"), HTTPHeader("B", "2")])
        #expect(body.parts[0].content == Array("x--b cx\n".utf8))
        #expect(body.parts[1].content == [])
    }

    @Test(
        "A broken body says how it is broken",
        arguments: [
            ("", "multipart/mixed; boundary=b", MultipartError.noBoundary),
            ("--b\r\n\r\nx", "multipart/mixed", .noBoundary),
            ("--b\r\n\r\nx", "multipart/mixed; boundary=b", .noEnd),
            ("--b", "multipart/mixed; boundary=b", .noEnd),
            ("--b\r\nA: 1\r\n--b--", "multipart/mixed; boundary=b", .noHeaderEnd),
            ("--b\r\nA\r\n\r\n\r\n--b--", "multipart/mixed; boundary=b", .badHeader),
            ("--b--", "text/plain; boundary=b", .notMultipart("text/plain; boundary=b")),
            (
                String(repeating: "--b\n\n\n", count: 65) + "--b--", "multipart/mixed; boundary=b",
                .tooManyParts
            ),
        ])
    func refuses(text: String, type: String, error: MultipartError) {
        #expect(throws: error) {
            try MultipartBody(parsing: Array(text.utf8), contentType: type)
        }
    }

    @Test("The parts of what the fuzzer found are in the body, or it is refused in words")
    func corpus() throws {
        let folder = "Tests/Fuzz/multipart/corpus"
        let names = try FileManager.default.contentsOfDirectory(atPath: ProjectFile.path(folder))
        #expect(names.count > 10)
        for name in names {
            let bytes = try ProjectFile.bytes("\(folder)/\(name)")
            let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
            let body = Array(bytes.dropFirst(line.count + 1))
            do throws(MultipartError) {
                let parts = try MultipartBody(
                    parsing: body, contentType: String(decoding: line, as: UTF8.self)
                ).parts
                #expect(parts.map(\.content.count).reduce(0, +) <= body.count, "\(name)")
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }
}
