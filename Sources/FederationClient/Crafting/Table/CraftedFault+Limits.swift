import FederationCore
import Findings
import MatrixJSON
import RoomEvents

extension CraftedFault {
    /// How much is sent.
    static let limits: [CraftedFault] = [
        CraftedFault(
            "pdus-50", "50 events in a transaction, which is the limit", .limits, .accepted,
            spec: .serverServer("transactions")
        ) { bench throws(CraftingError) in try bench.plan(bench.messages(50)) },
        CraftedFault(
            "pdus-51", "51 events in a transaction, one too many", .limits,
            .silent(usual: "400"), spec: .serverServer("transactions")
        ) { bench throws(CraftingError) in try bench.plan(bench.messages(51)) },
        CraftedFault(
            "edus-100", "100 EDUs in a transaction, which is the limit", .limits, .accepted,
            spec: .serverServer("transactions")
        ) { bench throws(CraftingError) in try bench.plan(edus: bench.unknownEDUs(100)) },
        CraftedFault(
            "edus-101", "101 EDUs in a transaction, one too many", .limits,
            .silent(usual: "400"), spec: .serverServer("transactions")
        ) { bench throws(CraftingError) in try bench.plan(edus: bench.unknownEDUs(101)) },
        .event(
            "event-size-limit", "an event of exactly 65536 bytes", .limits, fate: .stored,
            spec: .clientServer("size-limits")
        ) { bench throws(CraftingError) in
            try bench.plan(bench.message(bytes: EventLimits.eventBytes), fate: .stored)
        },
        .event(
            "event-over-limit", "an event of 65537 bytes, one too many", .limits, fate: .dropped,
            spec: .clientServer("size-limits")
        ) { bench throws(CraftingError) in
            try bench.plan(bench.message(bytes: EventLimits.eventBytes + 1), fate: .dropped)
        },
        .event(
            "type-too-long", "an event whose type has 256 bytes, one too many", .limits,
            fate: .dropped, spec: .clientServer("size-limits")
        ) { bench throws(CraftingError) in
            let type = JSONValue.string(
                String(repeating: "t", count: EventLimits.textBytes + 1))
            let event = try bench.message { event in event.object["type"] = type }
            return try bench.plan(event, fate: .dropped)
        },
        CraftedFault(
            "body-oversize", "a body of 16 MiB, nearly all of it white space", .limits,
            .silent(usual: "413, or the connection is closed"), mayCloseConnection: true
        ) { bench throws(CraftingError) in
            let transaction = bench.transaction()
            let padding = [UInt8](repeating: UInt8(ascii: " "), count: 16 << 20)
            return CraftedPlan([
                try bench.request(
                    transaction, body: padding + transaction.body, content: transaction.body)
            ])
        },
    ]
}

extension CraftingBench {
    /// Messages for the room, or where there is none, for one that the receiver does not know.
    fileprivate func messages(_ count: Int) throws(CraftingError) -> [TransactionPDU] {
        guard var room = context.room else {
            var pdus: [TransactionPDU] = []
            for number in 0..<count { pdus.append(try messageElsewhere(number).pdu) }
            return pdus
        }
        var pdus: [TransactionPDU] = []
        for number in 0..<count {
            let pdu = try message(in: room, number: number).pdu
            pdus.append(pdu)
            // One after the other, or the room has as many ends as there are events; what has no form to
            // follow stands beside the one before.
            if let event = try? Event(parsing: pdu.bytes, version: room.version) {
                room.prevEvents = [event]
            }
        }
        return pdus
    }

    fileprivate func unknownEDUs(_ count: Int) -> [JSONValue] {
        (0..<count).map { number in
            ["edu_type": "test.fedctl.unknown", "content": ["number": .integer(Int64(number))]]
        }
    }

    /// A message of exactly so many bytes.
    fileprivate func message(bytes count: Int) throws(CraftingError) -> CraftedEvent {
        func padded(_ length: Int) throws(CraftingError) -> CraftedEvent {
            let padding = JSONValue.string(String(repeating: "x", count: length))
            return try message { event in
                event.object["content"] = ["msgtype": "m.notice", "body": padding]
            }
        }
        // Hash and signature are always as long, and a letter is a byte.
        let rest = try padded(0).pdu.bytes.count
        return try padded(count - rest)
    }
}
