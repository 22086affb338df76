import FederationCore
import FoundationEssentials
import Testing

@Suite("Matrix errors")
struct MatrixErrorTests {
    private func response(
        _ status: Int, _ body: String, _ headers: HTTPHeader...
    ) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    }

    @Test("An answer that went well is no error", arguments: [200, 204, 299])
    func good(status: Int) {
        #expect(MatrixError(response(status, "{}")) == nil)
    }

    @Test("Code and message are read")
    func read() throws {
        let error = try #require(
            MatrixError(response(403, #"{"errcode":"M_FORBIDDEN","error":"Host not in room."}"#)))
        #expect(error.status == 403)
        #expect(error.errcode == "M_FORBIDDEN")
        #expect(error.message == "Host not in room.")
        #expect(error.body == .matrix)
        #expect(error.retryAfter == nil)
        #expect(error.description == "403 M_FORBIDDEN, Host not in room.")
    }

    @Test("A body that is something else is said to be, and no failure")
    func others() throws {
        let html = try #require(
            MatrixError(
                response(
                    502, "<html>\u{FFFD}", HTTPHeader("content-type", "text/html; charset=utf-8"))))
        #expect(html.body == .other(mediaType: "text/html"))
        #expect(html.description == "502, not a Matrix error (text/html)")
        let bare = try #require(MatrixError(response(400, "[1]")))
        #expect(bare.body == .other(mediaType: nil))
        let json = try #require(MatrixError(response(404, #"{"error":7,"errcode":null}"#)))
        #expect(json.body == .json && json.errcode == nil && json.message == nil)
        let empty = try #require(MatrixError(response(301, "")))
        #expect(empty.body == .empty)
        #expect(empty.description == "301, no body")
    }

    @Test(
        "When to come again is read from the header, else from the body",
        arguments: [
            ("3", #"{"retry_after_ms":1}"#, MatrixError.RetryAfter.milliseconds(3000)),
            (nil, #"{"retry_after_ms":1500}"#, .milliseconds(1500)),
            ("soon", #"{"retry_after_ms":1500}"#, .milliseconds(1500)),
            ("-1", "{}", nil), ("99999999999999999999", "{}", nil), (nil, "{}", nil),
            (
                "Sun, 06 Nov 1994 08:49:37 GMT", "{}",
                .date(Date(timeIntervalSince1970: 784_111_777))
            ),
        ])
    func retry(header: String?, body: String, expected: MatrixError.RetryAfter?) throws {
        var answer = response(429, body)
        if let header { answer.headers = [HTTPHeader("retry-after", header)] }
        #expect(try #require(MatrixError(answer)).retryAfter == expected)
    }

    @Test("A delay is counted from now, and never less than nothing")
    func delay() {
        let now = Date(timeIntervalSince1970: 1000)
        #expect(MatrixError.RetryAfter.milliseconds(1500).delay(from: now) == .milliseconds(1500))
        #expect(MatrixError.RetryAfter.milliseconds(-5).delay(from: now) == .zero)
        let date = MatrixError.RetryAfter.date(Date(timeIntervalSince1970: 1003))
        #expect(date.delay(from: now) == .seconds(3))
        #expect(date.delay(from: Date(timeIntervalSince1970: 2000)) == .zero)
    }
}
