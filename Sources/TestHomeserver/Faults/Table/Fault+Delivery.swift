import Findings

extension Fault {
    /// How an answer goes out, or somebody answers who does not ask the homeserver.
    static let delivery: [Fault] = [
        Fault(
            "delay", "the answer comes late", .delivery,
            value: .integer("milliseconds", in: 0...3_600_000, usual: 1_000),
            effect: .outgoing { value, _, delivery in
                delivery.delay = .milliseconds(value?.integer ?? 0)
            }),
        Fault(
            "stall", "the answer never comes, and the connection stays open", .delivery,
            effect: .outgoing { _, _, delivery in delivery.ending = .stalled }),
        Fault(
            "slow-body", "the body drips", .delivery,
            value: .integer("bytes a second", in: 1...1_000_000_000, usual: 100),
            effect: .outgoing { value, _, delivery in
                delivery.bytesPerSecond = value?.integer.map(Int.init)
            }),
        Fault(
            "truncation", "the connection ends before the announced length", .delivery,
            value: .integer(
                "bytes of the body that are sent, half of them without a value",
                in: 0...1_000_000_000),
            effect: .outgoing { value, answer, delivery in
                let half = answer.body.count / 2
                delivery.keptBytes = value?.integer.map(Int.init) ?? half
            }),
        Fault(
            "wrong-length",
            "Content-Length is not the length of the body; larger, the peer waits for more",
            .delivery,
            value: .integer(
                "bytes that it is larger, below 0 smaller", in: -1_000_000...1_000_000, usual: 10),
            effect: .outgoing { value, _, delivery in
                delivery.lengthDifference = Int(value?.integer ?? 0)
            }),
        Fault(
            "wrong-type", "Content-Type is not that of the body", .delivery,
            value: .text("the type", usual: "text/plain"),
            spec: .serverServer("api-standards"),
            effect: .outgoing { value, answer, _ in
                answer.contentType = value?.text ?? answer.contentType
            }),
        Fault(
            "oversize", "the answer has a member of many bytes", .delivery,
            value: .integer("megabytes", in: 1...4_096, usual: 64),
            effect: .outgoing { value, _, delivery in
                delivery.padding = Int(value?.integer ?? 0) << 20
            }),
        Fault(
            "reset", "the connection is reset instead of an answer", .delivery,
            effect: .outgoing { _, _, delivery in delivery.ending = .reset }),
    ]
}
