import FederationClient
import FederationCore

/// What of an answer is printed or saved.
struct AnswerContent {
    /// The bytes.
    let bytes: [UInt8]
    /// What else there is to say about it.
    let remarks: [String]

    /// A body as it came.
    init(_ body: [UInt8]) {
        bytes = body
        remarks = []
    }

    /// A file, or the address where it is.
    init(_ media: MediaAnswer) {
        switch media.content {
        case .file(let bytes, let type, let disposition):
            self.bytes = bytes
            remarks =
                ["a file of \(bytes.count) bytes, \(type ?? "of no type")"]
                + (disposition.map { [$0] } ?? [])
        case .location(let address):
            bytes = Array((address + "\n").utf8)
            remarks = ["the file is elsewhere"]
        }
    }
}
