import TestSupport

/// What many clients at once do to a server that is to go on serving others.
enum Flood: String, CaseIterable, Sendable {
    /// The head of a request never ends.
    case endlessHead
    /// The body of a request never comes.
    case missingBody
    /// All begin bodies that are held until they are whole.
    case heldBodies
    /// Bodies are announced that are too large.
    case largeBodies
    /// What is sent is no HTTP.
    case garbage
    /// Requests are sent without end, and no answer is read.
    case unreadAnswers

    /// How many clients there are.
    var clientCount: Int {
        switch self {
        case .endlessHead, .missingBody, .garbage, .largeBodies: 1_050
        case .heldBodies, .unreadAnswers: 150
        }
    }

    /// Whether the server closes their connections by itself.
    var isEnded: Bool { self != .unreadAnswers }

    /// What each of them sends.
    var bytes: [UInt8] {
        let put = "PUT /_matrix/federation/v1/send/1 HTTP/1.1\r\nHost: a.test\r\n"
        switch self {
        case .endlessHead: return Array("GET / HTTP/1.1\r\nHost: a.test\r\nX: ".utf8)
        case .missingBody: return Array("\(put)Content-Length: 1000\r\n\r\n{".utf8)
        case .heldBodies:
            return Array("\(put)Content-Length: 4000000\r\n\r\n".utf8)
                + [UInt8](repeating: 0x20, count: 3_000_000)
        case .largeBodies: return Array("\(put)Content-Length: 4000001\r\n\r\n{".utf8)
        case .garbage: return [0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3] + Array("\r\n\r\n".utf8)
        case .unreadAnswers:
            let one = "GET /_matrix/key/v2/server HTTP/1.1\r\nHost: a.test\r\n\r\n"
            return Array(String(repeating: one, count: 20_000).utf8)
        }
    }
}
