import Glibc
import Testing

@testable import FederationCLI

@Suite("Lines of an input")
struct InputLinesTests {
    @Test("What has not come yet is not ready, and the end is")
    func readiness() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let reader = InputReader(descriptor: ends[0], name: "a pipe", owned: true)
        var lines = InputLines(reader)
        #expect(!lines.isReady)
        #expect(write(ends[1], "one\ntwo\n", 8) == 8)
        #expect(lines.isReady)
        #expect(try lines.next() == Array("one".utf8))
        #expect(lines.isReady)
        #expect(try lines.next() == Array("two".utf8))
        #expect(!lines.isReady)
        close(ends[1])
        #expect(lines.isReady)
        #expect(try lines.next() == nil)
    }
}
