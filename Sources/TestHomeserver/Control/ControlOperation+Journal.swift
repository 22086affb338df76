import FederationCore
import MatrixJSON

extension ControlOperation {
    /// What was asked and answered.
    static let journal: [ControlOperation] = [
        .get(
            "journal", "tells of exchanges, those of before first",
            [
                .optional("after", .count, "the number after which they begin; 0 without it"),
                .optional("server", .serverName, "only those of this name of the process"),
                .optional("endpoint", .endpoint, "only those of this operation"),
                .optional(
                    "direction", .word(ExchangeDirection.allCases.map(\.rawValue)),
                    "only those that go this way"),
                .optional("origin", .serverName, "only those with this other server"),
                .optional("limit", .integer(1...1_000), "how many at most; 100 without it"),
                .optional("wait_ms", .milliseconds, "how long to wait where there is none yet"),
            ],
            answer:
                "records, as in the file of --journal; last, the number to go on after; "
                + "first, the oldest that is kept"
        ) { call throws(Refusal) in
            let filter = JournalFilter(
                server: try call.read("server", as: ServerName.init(parsing:)),
                endpoint: call.text("endpoint"),
                direction: call.text("direction").flatMap(ExchangeDirection.init(rawValue:)),
                peer: try call.read("origin", as: ServerName.init(parsing:)))
            let page = await call.home.journal.page(
                after: Int(call.integer("after") ?? 0), filter,
                limit: Int(call.integer("limit") ?? 100),
                waiting: call.duration("wait_ms") ?? .zero)
            return [
                "records": .array(
                    page.records.map(\.record.json)),
                "last": .integer(Int64(page.last)), "first": .integer(Int64(page.first)),
            ]
        }
    ]
}
