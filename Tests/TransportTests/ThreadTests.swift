import FederationCore
import TestSupport
import Testing

@testable import Transport

@Suite("Threads of the transport")
struct ThreadTests {
    @Test("The thread of a transport ends with its last reference")
    func transport() async throws {
        let server = try ScriptedTCPServer.answering("HTTP/1.1 204 No Content\r\n\r\n")
        weak var driver: CurlDriver?
        do {
            let transport = try CurlTransport.forTests()
            driver = transport.driver
            let error = await transport.failure(over: .plain(to: server))
            #expect(error == nil)
            #expect(driver != nil)
        }
        for _ in 0..<500 where driver != nil { try await Task.sleep(for: .milliseconds(10)) }
        #expect(driver == nil)
    }

    @Test("The thread of a client ends with its last reference")
    func client() async throws {
        let server = try ScriptedNameServer { _ in .noData }
        weak var loop: DNSLoop?
        do {
            let client = DNSClient.asking(server)
            loop = client.loop
            let answer = await client.resolve(DNSQuestion("a.example", .a), timeout: .seconds(5))
            #expect(answer.outcome == .noData)
            #expect(loop != nil)
        }
        for _ in 0..<500 where loop != nil { try await Task.sleep(for: .milliseconds(10)) }
        #expect(loop == nil)
    }
}
