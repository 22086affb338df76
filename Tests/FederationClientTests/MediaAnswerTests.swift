import FederationClient
import FederationCore
import Testing

@Suite("Answers with files")
struct MediaAnswerTests {
    private func answer(_ body: String, type: String = "multipart/mixed; boundary=b")
        -> HTTPResponse
    {
        HTTPResponse(
            status: 200, headers: [HTTPHeader("Content-Type", type)], body: Array(body.utf8))
    }

    @Test("The file is what stands behind the metadata, to the byte")
    func file() throws {
        let body =
            "--b\r\nContent-Type: application/json\r\n\r\n{}\r\n--b\r\nContent-Type: text/plain\r\n"
            + "Content-Disposition: inline\r\n\r\n--x\r\n\r\n--b--\r\n"
        let media = try MediaAnswer(answer(body))
        #expect(
            media.content
                == .file(Array("--x\r\n".utf8), type: "text/plain", disposition: "inline"))
        #expect(media.metadata == Array("{}".utf8))
    }

    @Test("An address in place of the file is given as it is")
    func location() throws {
        let body = "--b\r\n\r\n{}\r\n--b\r\nLocation: https://cdn.example/x\r\n\r\n\r\n--b--"
        #expect(try MediaAnswer(answer(body)).content == .location("https://cdn.example/x"))
    }

    @Test(
        "What is no file in two parts is refused",
        arguments: [
            ("--b\r\n\r\n{}\r\n--b--", "multipart/mixed; boundary=b"),
            ("--b\r\n\r\n{\r\n--b\r\n\r\nx\r\n--b--", "multipart/mixed; boundary=b"),
            ("{}", "application/json"),
            ("--b\r\n\r\n{}\r\n--b\r\n\r\nx", "multipart/mixed; boundary=b"),
        ])
    func refuses(body: String, type: String) {
        #expect(throws: MediaAnswerError.self) { try MediaAnswer(answer(body, type: type)) }
    }
}
