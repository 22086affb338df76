import FederationCore
import FoundationEssentials
import MatrixJSON
import RoomEvents
import TestHomeserver
import TestSupport
import Testing

@Suite("What the fuzzer of requests found worth keeping")
struct RequestCorpusTests {
    private static let folder = "Tests/Fuzz/requests/corpus"

    /// A request as the fuzzer writes it: a byte that says whether it is signed, method, target, body.
    private struct Kept {
        let isSigned: Bool
        let method: String
        let target: String
        let body: [UInt8]

        init?(_ bytes: [UInt8]) {
            let lines = bytes.dropFirst().split(
                separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
            let words = lines.first?.split(separator: 0x20, maxSplits: 1) ?? []
            guard words.count == 2, words[0].allSatisfy({ (0x41...0x5A).contains($0) }),
                words[1].allSatisfy({ (0x21...0x7E).contains($0) })
            else { return nil }
            isSigned = bytes[0] & 1 == 0
            method = String(decoding: words[0], as: UTF8.self)
            target = String(decoding: words[1], as: UTF8.self)
            body = lines.count > 1 ? Array(lines[1]) : []
        }
    }

    @Test("Each request is answered, none with 500, and each answer of JSON is JSON")
    func answers() async throws {
        let names = try FileManager.default
            .contentsOfDirectory(atPath: ProjectFile.path(Self.folder)).sorted()
        var asked = 0
        var statuses: Set<Int> = []
        try await TestBed.run(plain: true, configure: Self.addRoom) { bed in
            let peer = FederationIdentity(
                serverName: try ServerName(parsing: "two.test"), key: try TestBed.key(2))
            for name in names {
                let input = try ProjectFile.bytes("\(Self.folder)/\(name)")
                // These have no body in their answer, whatever its headers say.
                guard let kept = Kept(input), !["HEAD", "CONNECT"].contains(kept.method) else {
                    continue
                }
                asked += 1
                let answer = try await Self.ask(kept, as: peer, of: bed)
                statuses.insert(answer.status)
                #expect((200..<500).contains(answer.status), "\(name)")
                guard answer.mediaType == "application/json" else { continue }
                let document = try JSONDocument(parsing: answer.body, numbers: .preserving)
                if answer.status >= 400 {
                    #expect(document.root["errcode"]?.string?.hasPrefix("M_") == true, "\(name)")
                }
            }
        }
        #expect(asked > 200)
        #expect(statuses.isSuperset(of: [200, 400, 401, 403, 404]))
    }

    /// A room of version 11 that both servers are in.
    private static func addRoom(_ configuration: inout HomeserverConfiguration) {
        do {
            var room = RoomDescription(id: "room", version: try RoomVersion(parsing: "11"))
            room.members = [
                MemberDescription(try UserID(parsing: "@alice:one.test")),
                MemberDescription(try UserID(parsing: "@bob:two.test")),
            ]
            configuration.servers[0].content.rooms = [room]
        } catch {
            Issue.record(error)
        }
    }

    private static func ask(
        _ kept: Kept, as peer: FederationIdentity, of bed: TestBed
    ) async throws -> HTTPResponse {
        let body = kept.body.isEmpty ? nil : kept.body
        var headers: [HTTPHeader] = []
        // What cannot be signed goes out as it is.
        if kept.isSigned,
            let request = try? FederationRequest(
                method: kept.method, target: kept.target,
                to: try ServerName(parsing: "one.test"), body: body.map { .bytes($0) }),
            let signed = try? request.signed(by: peer)
        {
            headers.append(HTTPHeader("Authorization", signed.authorization))
        }
        return try await bed.ask(kept.method, kept.target, headers: headers, body: body)
    }
}
