import FederationCore
import FoundationEssentials
import Glibc
import RoomEvents
import RoomState

/// How long the checks on receipt of a whole room take, from bytes to verdicts, without signatures and with
/// them: of sample rooms of so many events, or of files with one event a line.
enum ReceiptBenchmark {
    private static let version = "11"

    static func run(_ rooms: some Sequence<String>) throws {
        let version = try RoomVersion(parsing: version)
        var keys = EventKeyTable()
        for number in 0..<3 {
            let server = try ServerName(parsing: "s\(number).example")
            keys[try key().keyID, of: server] = .found(try key().publicKey, .unlimited)
        }
        for room in rooms {
            let documents = try documents(of: room)
            for (work, table) in [("unsigned", nil), ("signed", keys)] {
                let check = ReceiptCheck(version: version, keys: table)
                let start = clock()
                let report = try check.report(on: documents)
                let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
                print(
                    #"{"tool":"fedctl","work":"\#(work)","events":\#(documents.count),"#
                        + #""bytes":\#(documents.reduce(0) { $0 + $1.count }),"#
                        + #""accepted":\#(report.counts[.accepted] ?? 0),"#
                        + #""resolved":\#(report.resolved),"#
                        + #""judgements":\#(report.work.judgements),"#
                        + #""visits":\#(report.work.visits),"#
                        + #""processor_seconds":\#(seconds)}"#)
            }
        }
    }

    /// Prints the events of a sample room, signed, one a line.
    static func write(_ arguments: ArraySlice<String>) throws {
        guard arguments.count == 2, let version = arguments.first,
            let count = arguments.last.flatMap({ Int($0) })
        else { return }
        let room = try SampleRoom(version: RoomVersion(parsing: version), events: count)
        for line in try room.signed(with: key()) {
            print(String(decoding: line, as: UTF8.self))
        }
    }

    private static func documents(of room: String) throws -> [[UInt8]] {
        if let count = Int(room) {
            return try SampleRoom(version: RoomVersion(parsing: version), events: count)
                .signed(with: key())
        }
        return try Data(contentsOf: URL(fileURLWithPath: room)).split(separator: 0x0A)
            .map { Array($0) }
    }

    private static func key() throws -> SigningKey {
        try SigningKey(
            keyID: KeyID(parsing: "ed25519:bench"), seed: SigningSeed(bytes: Array(1...32)))
    }
}
