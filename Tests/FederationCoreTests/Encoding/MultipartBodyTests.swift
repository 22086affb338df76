import FederationCore
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
}
