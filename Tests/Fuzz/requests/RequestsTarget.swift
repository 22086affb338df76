// Built by Tests/Fuzz/run.sh on the modules of the embedded homeserver without its sockets.

import Dispatch
import FederationCore
import FoundationEssentials
import MatrixJSON
import RoomEvents

@testable import TestHomeserver

/// Asks a homeserver what the bytes say, signed by a server of its room, and holds the answer to what is
/// true of every answer.
///
/// The first byte chooses whether the request is signed; then come the method, a space, the target, a line
/// feed and the body.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let request = Asked(bytes) else { return 0 }
    let target = FuzzedHomeserver.next()
    let done = DispatchSemaphore(value: 0)
    Task {
        await target.judge(request)
        done.signal()
    }
    done.wait()
    return 0
}

/// A request as the fuzzer has it.
struct Asked: Sendable {
    let isSigned: Bool
    let method: String
    let target: String
    let body: [UInt8]

    /// Reads the input; none where it is no request that HTTP could bring.
    init?(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return nil }
        let lines = bytes.dropFirst().split(
            separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        let words = lines[0].split(separator: 0x20, maxSplits: 1)
        guard words.count == 2, words[0].allSatisfy({ (0x41...0x5A).contains($0) }),
            words[1].allSatisfy({ $0 > 0x20 && $0 != 0x7F })
        else { return nil }
        isSigned = first & 1 == 0
        method = String(decoding: words[0], as: UTF8.self)
        target = String(decoding: words[1], as: UTF8.self)
        body = lines.count > 1 ? Array(lines[1]) : []
    }
}

/// A homeserver with a room that two servers are in, made anew now and then since requests change it.
final class FuzzedHomeserver: Sendable {
    private static let inputsEach = 200
    nonisolated(unsafe) private static var current: FuzzedHomeserver?
    nonisolated(unsafe) private static var inputCount = 0

    private let responder: Responder
    private let stranger: FederationIdentity
    private let name: ServerName

    /// The homeserver for the next input.
    static func next() -> FuzzedHomeserver {
        inputCount += 1
        if inputCount % inputsEach == 1 { current = nil }
        do {
            let homeserver = try current ?? FuzzedHomeserver()
            current = homeserver
            return homeserver
        } catch {
            preconditionFailure("\(error)")
        }
    }

    private init() throws {
        let now = Date(timeIntervalSince1970: 1_795_000_000)
        name = try ServerName(parsing: "one.test")
        var server = VirtualServer(name: name, signingKey: try Self.key(1))
        let other = VirtualServer(
            name: try ServerName(parsing: "two.test"), signingKey: try Self.key(2))
        stranger = FederationIdentity(serverName: other.name, key: other.signingKey)
        var room = RoomDescription(id: "room", version: try RoomVersion(parsing: "11"))
        room.members = [
            MemberDescription(try UserID(parsing: "@alice:one.test")),
            MemberDescription(try UserID(parsing: "@bob:two.test")),
        ]
        server.content.rooms = [room]
        responder = try Responder(
            HomeserverConfiguration(
                servers: [server, other], speaksPlainHTTP: true,
                software: SoftwareVersion(name: "fedctl", version: "0"), verifyKeys: NoKeys(),
                time: StandingTime(now: now)))
    }

    private static func key(_ number: UInt8) throws -> SigningKey {
        try SigningKey(
            keyID: try KeyID(parsing: "ed25519:k\(number)"),
            seed: try SigningSeed(bytes: [UInt8](repeating: number, count: 32)))
    }

    /// Asks, and looks at the answer.
    func judge(_ asked: Asked) async {
        var headers = [HTTPHeader("Host", "one.test")]
        if asked.isSigned,
            let request = try? FederationRequest(
                method: asked.method, target: asked.target, to: name,
                body: asked.body.isEmpty ? nil : .bytes(asked.body)),
            let signed = try? request.signed(by: stranger)
        {
            headers.append(HTTPHeader("Authorization", signed.authorization))
        }
        let arrived = ArrivedRequest(
            method: asked.method, target: asked.target, headers: headers, body: asked.body,
            keepsAlive: true,
            connection: ConnectionFacts(peer: "127.0.0.1:1", local: "127.0.0.1:2", tlsName: nil))
        guard let answer = await responder.answer(to: .request(arrived))?.answer else {
            preconditionFailure("every request has an answer")
        }
        precondition((200..<500).contains(answer.status), "it is the peer's fault: \(answer)")
        guard answer.contentType.hasPrefix("application/json") else { return }
        do {
            let document = try JSONDocument(parsing: answer.body, numbers: .preserving)
            guard answer.status >= 400 else { return }
            precondition(document.root["errcode"]?.string?.hasPrefix("M_") == true)
            precondition(document.root["error"]?.string?.isEmpty == false)
        } catch {
            preconditionFailure("the answer is no JSON: \(error)")
        }
    }
}

/// Knows the keys of nobody else.
struct NoKeys: VerifyKeyProviding {
    func verifyKey(_ keyID: KeyID, of server: ServerName) async -> VerifyKeyLookup {
        .unknown(reason: "nobody was asked")
    }
}

/// A clock that stands.
struct StandingTime: TimeSource {
    let now: Date
    var monotonicMilliseconds: Double { 0 }
}
