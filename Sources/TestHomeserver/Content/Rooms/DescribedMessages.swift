import MatrixJSON

/// `messages: 120`, or a list of texts and events.
struct DescribedMessages: Decodable {
    let events: [EventDescription]

    init(from decoder: any Decoder) throws {
        // What is no number is a list.
        if let count = try? decoder.singleValueContainer().decode(Int.self) {
            guard count >= 0 else { throw decoder.mismatch("there are no \(count) messages") }
            events = (0..<count).map { .message("message \($0 + 1)") }
        } else {
            var list = try decoder.unkeyedContainer()
            var events: [EventDescription] = []
            while !list.isAtEnd { events.append(try list.decode(EventDescription.self)) }
            self.events = events
        }
    }
}
