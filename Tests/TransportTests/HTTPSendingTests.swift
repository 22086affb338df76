import FederationCore
import TestSupport
import Testing
import Transport

@Suite("How bodies go out")
struct HTTPSendingTests {
    private static let body = [UInt8](repeating: 0x61, count: 128 << 10)

    /// What arrives when the server reads on until all of it is there.
    private func bytes(of request: HTTPRequest, ending: String) async throws -> [UInt8] {
        let end = Array(ending.utf8)
        let server = try ScriptedTCPServer { connection in
            var bytes: [UInt8] = []
            while !bytes.suffix(end.count).elementsEqual(end) {
                let piece = connection.read()
                if piece.isEmpty { return }
                bytes += piece
            }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\n\r\n")
            connection.write(bytes)
        }
        let response = try await CurlTransport.forTests().exchange(
            request, over: .plain(to: server), limits: HTTPLimits(timeout: .seconds(60)))
        return response.body
    }

    @Test("A body goes out in chunks where the request says so, and then has no length")
    func chunked() async throws {
        let request = HTTPRequest(
            method: "PUT", target: "/", hostHeader: "a",
            headers: [HTTPHeader("Transfer-Encoding", "chunked")], body: Array("{}".utf8))
        let text = String(
            decoding: try await bytes(of: request, ending: "\r\n0\r\n\r\n"), as: UTF8.self)
        #expect(text.contains("\r\nTransfer-Encoding: chunked\r\n"))
        #expect(!text.contains("Content-Length"))
        #expect(text.hasSuffix("\r\n\r\n2\r\n{}\r\n0\r\n\r\n"))
    }

    @Test("A body goes out no faster than it may")
    func slow() async throws {
        var request = HTTPRequest(
            method: "PUT", target: "/", hostHeader: "a", body: Self.body + Array("end".utf8))
        request.bytesPerSecond = 64 << 10
        let start = ContinuousClock.now
        let sent = try await bytes(of: request, ending: "end")
        #expect(sent.suffix(Self.body.count + 3).starts(with: Self.body))
        #expect(ContinuousClock.now - start > .milliseconds(700))
    }
}
