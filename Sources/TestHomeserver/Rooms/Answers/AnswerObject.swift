import FederationCore
import MatrixJSON
import RoomEvents

/// A JSON object that is written member by member, for answers with many events.
struct AnswerObject {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    /// Adds a member whose value is JSON already.
    private mutating func begin(_ name: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes += JSONValue.string(name).canonicalBytes()
        bytes.append(UInt8(ascii: ":"))
    }

    /// Adds a value.
    mutating func add(_ name: String, _ value: JSONValue) {
        begin(name)
        bytes += value.canonicalBytes()
    }

    /// Adds documents that are JSON already, as an array.
    mutating func add(_ name: String, documents: [[UInt8]]) {
        begin(name)
        bytes.reserveCapacity(bytes.count + documents.reduce(2) { $0 + $1.count + 1 })
        bytes.append(UInt8(ascii: "["))
        for (index, document) in documents.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += document
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Adds events as other servers get them.
    mutating func add(_ name: String, events: [Event]) {
        add(name, documents: events.map(\.federationBytes))
    }

    /// Adds a document that is JSON already.
    mutating func add(_ name: String, document: [UInt8]) {
        begin(name)
        bytes += document
    }

    /// Adds the IDs of events.
    mutating func add(_ name: String, ids: some Sequence<EventID>) {
        begin(name)
        bytes.append(UInt8(ascii: "["))
        var isFirst = true
        for id in ids {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            addText(id.description)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Adds a string; most have nothing that has to be escaped.
    private mutating func addText(_ text: String) {
        let quote = UInt8(ascii: "\"")
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != quote && $0 != UInt8(ascii: "\\") })
        else {
            bytes += JSONValue.string(text).canonicalBytes()
            return
        }
        bytes.append(quote)
        bytes += text.utf8
        bytes.append(quote)
    }

    /// The answer.
    var answer: Answer { Answer(status: 200, body: bytes + [UInt8(ascii: "}")]) }

    /// The answer as the first version of an endpoint gives it: `[200, {…}]`.
    var answerOfFirstVersion: Answer {
        Answer(status: 200, body: Array("[200,".utf8) + answer.body + [UInt8(ascii: "]")])
    }
}
