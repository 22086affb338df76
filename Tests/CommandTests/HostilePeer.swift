import Certificates
import Foundation
import TestSupport

/// A peer that shakes hands as it should, and then answers every request in one wrong way.
enum HostilePeer: String, CaseIterable, Sendable {
    case silent
    case aByteAtATime
    case aFlood
    case nestedBrackets
    case aPage
    case aRing
    case aWrongLength
    case terminalEscapes

    /// What the finding about the version has to say.
    var words: String {
        switch self {
        case .silent, .aByteAtATime: "no answer"
        case .aFlood: "too large"
        case .nestedBrackets: "no JSON object"
        case .aPage: "404, HTML"
        case .aRing: "302 to"
        case .aWrongLength: "breaks off"
        case .terminalEscapes: "\\u{1B}"
        }
    }

    /// Starts it, with a certificate for `localhost` that nobody trusts.
    func start() throws -> ScriptedTCPServer {
        let certificate = try CertificateAuthority.selfSigned(
            CertificateRequest(
                names: ["localhost"], notBefore: .now - 60, notAfter: .now + 86400))
        return try ScriptedTCPServer(certificate: certificate) { connection in
            while connection.readRequest() != nil {
                guard answer(connection) else { return }
            }
        }
    }

    /// Answers one request; returns whether the connection is good for another.
    private func answer(_ connection: ScriptedConnection) -> Bool {
        let json = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        switch self {
        case .silent:
            while !connection.read().isEmpty {}
            return false
        case .aByteAtATime:
            for byte in (json + "\r\n").utf8 {
                guard connection.write([byte]) else { return false }
                Thread.sleep(forTimeInterval: 0.2)
            }
            return false
        case .aFlood:
            guard connection.write(json + "Content-Length: 100000000\r\n\r\n[") else {
                return false
            }
            let piece = [UInt8](repeating: UInt8(ascii: "1"), count: 1 << 16)
            for _ in 0..<1600 {
                guard connection.write(piece) else { return false }
            }
            return false
        case .nestedBrackets:
            return send(String(repeating: "[", count: 500_000), json, connection)
        case .aPage:
            return send(
                "<html>\u{1B}[2J",
                "HTTP/1.1 404 Not Found\r\nServer: nginx\r\nContent-Type: text/html\r\n", connection
            )
        case .aRing:
            return send("", "HTTP/1.1 302 Found\r\nLocation: /ring\u{1B}[31m\r\n", connection)
        case .aWrongLength:
            connection.write(json + "Content-Length: 500\r\n\r\n{\"server\"")
            return false
        case .terminalEscapes:
            return send(
                #"{"server":{"name":"Syn\u001b[2Japse","version":"1\u0007\u009b31m"}}"#, json,
                connection)
        }
    }

    private func send(_ body: String, _ head: String, _ connection: ScriptedConnection) -> Bool {
        connection.write(head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
    }
}
