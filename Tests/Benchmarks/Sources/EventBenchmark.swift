import FederationCore
import MatrixJSON
import RoomEvents

/// How many events of room version 11 a second are read, hashed, redacted and verified, beside their signatures
/// alone; and the same with the checks of the form and with the event ID.
///
/// The events have from one to three kilobytes: messages, members and power levels, once in canonical form
/// and once with their members in another order and with white space.
enum EventBenchmark {
    private static let eventCount = 10_000

    static func run() async throws {
        let version = try RoomVersion(parsing: "11")
        let server = try ServerName(parsing: "example.org")
        let key = try SigningKey(
            keyID: KeyID(parsing: "ed25519:bench"), seed: SigningSeed(bytes: Array(1...32)))
        let canonical = try (0..<eventCount).map { number in
            try signEvent(
                SampleEvent.make(number), version: version, as: server, with: key
            ).canonicalBytes()
        }
        var keys = EventKeyTable()
        keys[key.keyID, of: server] = .found(key.publicKey, .unlimited)
        let forms = [
            ("canonical", canonical), ("shuffled", try canonical.map(SampleEvent.shuffled)),
        ]
        for (form, events) in forms {
            let signatures = try SampleEvent.signatures(of: events, version: version)
            // What is compared takes turns, so that what else happens on the machine meets both.
            for cores in [1, 2] {
                let alone = await Stopwatch.once(cores: cores) {
                    var valid = 0
                    for (message, signature) in signatures
                    where key.publicKey.isValid(signature, for: message) { valid += 1 }
                    return valid
                }
                report("signature", form, cores, alone, events)
                let whole = await Stopwatch.once(cores: cores) { [keys] in
                    events.count { isValid($0, version, keys) }
                }
                report("event", form, cores, whole, events)
                let formed = await Stopwatch.once(cores: cores) { [keys] in
                    events.count { isValidInForm($0, version, keys) }
                }
                report("event-with-form", form, cores, formed, events)
            }
        }
    }

    /// Reads, hashes, redacts and verifies an event.
    private static func isValid(
        _ bytes: [UInt8], _ version: RoomVersion, _ keys: EventKeyTable
    ) -> Bool {
        guard let document = try? JSONDocument(parsing: bytes, numbers: version.rules.numbers)
        else { return false }
        return EventDocument(document, version: version).verdict(keys: keys).isValid
    }

    /// The same, where the form is right too.
    private static func isValidInForm(
        _ bytes: [UInt8], _ version: RoomVersion, _ keys: EventKeyTable
    ) -> Bool {
        guard let event = try? Event(parsing: bytes, version: version) else { return false }
        return verify(event, keys: keys).isValid
    }

    private static func report(
        _ work: String, _ form: String, _ cores: Int, _ time: Stopwatch, _ events: [[UInt8]]
    ) {
        precondition(time.results.allSatisfy { $0 == events.count }, "all events are valid")
        let count = Double(events.count * cores)
        let bytes = events.reduce(0) { $0 + $1.count }
        print(
            #"{"tool":"fedctl","work":"\#(work)","form":"\#(form)","cores":\#(cores),"#
                + #""events":\#(events.count),"bytes":\#(bytes),"#
                + #""per_second":\#(Int(count / time.wallSeconds)),"#
                + #""per_processor_second":\#(Int(count / time.processorSeconds))}"#)
    }
}
