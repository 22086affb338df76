import FederationClient
import FederationCore
import MatrixJSON
import RoomEvents
import Testing

/// A fault, and how it is seen in what is sent.
struct CraftedProof: Sendable, CustomTestStringConvertible {
    let fault: String
    let version: String
    private let isSeen: @Sendable (CraftWorld, String) throws -> Bool

    init(
        _ fault: String, version: String = "10",
        isSeen: @escaping @Sendable (CraftWorld, String) throws -> Bool
    ) {
        self.fault = fault
        self.version = version
        self.isSeen = isSeen
    }

    var testDescription: String { fault }

    /// Whether the fault is seen.
    func holds(_ world: CraftWorld) throws -> Bool { try isSeen(world, fault) }

    static let all =
        limits + json + signatures + events + references + transactions + edus + delivery

    /// An event whose form is wrong in this way and no other.
    private static func form(_ fault: String, _ kinds: EventViolation.Kind...) -> CraftedProof {
        CraftedProof(fault) { world, id in try world.violations(id) == Set(kinds) }
    }

    private static func count(_ fault: String, _ list: String, _ count: Int) -> CraftedProof {
        CraftedProof(fault) { world, id in
            try world.body(id)[list]?.elements.count == count
        }
    }

    private static let limits = [
        count("pdus-50", "pdus", 50), count("pdus-51", "pdus", 51), count("edus-100", "edus", 100),
        count("edus-101", "edus", 101),
        CraftedProof("event-size-limit") { world, id in
            try world.violations(id).isEmpty && world.pdu(id).count == 65_536
        },
        form("event-over-limit", .tooLarge), form("type-too-long", .tooLong),
        CraftedProof("body-oversize") { world, id in
            try world.plan(id).requests[0].body?.count ?? 0 > 16 << 20
        },
    ]

    private static let json = [
        form("float", .decimalPoint), form("integer-2-53", .integerOutOfRange),
        form("duplicate-keys", .duplicateKey), form("lone-surrogate", .loneSurrogate),
        form("invalid-utf8", .invalidUTF8),
        CraftedProof("body-not-json") { world, id in
            try world.plan(id).requests[0].body == Array("{".utf8)
        },
        CraftedProof("body-array") { world, id in try world.body(id).kind == .array },
    ]

    private static let signatures = [
        CraftedProof("hash-wrong") { world, id in
            guard case .differs = try world.event(id).source.contentHashVerdict else {
                return false
            }
            return try world.isSigned(id)
        },
        form("hash-missing", .missing),
        CraftedProof("content-changed") { world, id in
            guard case .differs = try world.event(id).source.contentHashVerdict else {
                return false
            }
            return try world.isSigned(id)
        },
        CraftedProof("signature-wrong") { world, id in
            let event = try world.event(id)
            return try event.source.contentHashVerdict == .matches && !world.isSigned(id)
        },
        CraftedProof("signature-missing") { world, id in
            try world.event(id).document.root["signatures"]?.members.isEmpty == true
        },
        CraftedProof("signature-foreign") { world, id in
            let signatures = try world.event(id).document.root["signatures"]
            return signatures?.members.map(\.name) == ["nobody.invalid"]
        },
        CraftedProof("key-unknown") { world, id in
            let signatures = try world.event(id).document.root["signatures"]?["s0.example"]
            return signatures?.members.map(\.name) == ["ed25519:fedctl_unpublished"]
        },
        CraftedProof("key-expired") { world, id in
            let time = try world.event(id).originServerTS
            return try time > CraftWorld.now + 9 * 365 * 86_400_000 && world.isSigned(id)
        },
        CraftedProof("sender-foreign") { world, id in
            let event = try world.event(id)
            return try event.sender.serverName == world.context.destination && world.isSigned(id)
        },
    ]

    private static let events = [
        CraftedProof("room-unknown") { world, id in
            let pdu = try world.pdu(id)
            let event = try Event(parsing: pdu, version: RoomVersion(parsing: "11"))
            return "\(event.roomID)" == "!fedctl-nowhere:peer.test:8449"
        },
        form("depth-too-large", .integerOutOfRange), form("depth-negative", .depthOutOfRange),
        form("event-id", .unexpected),
        form("timestamp-string", .wrongType), form("event-no-type", .missing),
        form("event-no-sender", .missing), form("event-no-room-id", .missing),
        form("event-no-content", .missing), form("event-no-prev-events", .missing),
        form("event-no-auth-events", .missing), form("event-no-depth", .missing),
        form("event-no-origin-server-ts", .missing),
    ]

    private static let references = [
        form("prev-events-21", .tooManyReferences), form("auth-events-11", .tooManyReferences),
        CraftedProof("auth-event-duplicate") { world, id in
            let named = try world.event(id).authEventIDs
            return named.count == Set(named).count + 1
        },
        CraftedProof("auth-event-wrong") { world, id in
            let named = Set(try world.event(id).authEventIDs)
            return named.subtracting(world.room.authEvents.map(\.eventID)).count == 1
        },
        CraftedProof("create-missing") { world, id in
            let named = Set(try world.event(id).authEventIDs)
            let missing = Set(world.room.authEvents.map(\.eventID)).subtracting(named)
            return world.room.authEvents.filter { missing.contains($0.eventID) }.map(\.type)
                == ["m.room.create"]
        },
        CraftedProof("create-listed", version: "12") { world, id in
            let create = world.room.roomID.createEventID
            return try world.event(id).authEventIDs.contains { $0 == create }
        },
        CraftedProof("auth-events-empty") { world, id in
            try world.event(id).authEventIDs.isEmpty
        },
    ]

    private static func body(
        _ fault: String, _ member: String, _ isWrong: @escaping @Sendable (JSONElement?) -> Bool
    ) -> CraftedProof {
        CraftedProof(fault) { world, id in isWrong(try world.body(id)[member]) }
    }

    private static let transactions = [
        body("origin-other", "origin") { $0?.string == "nobody.invalid" },
        body("origin-missing", "origin") { $0 == nil },
        body("time-missing", "origin_server_ts") { $0 == nil },
        body("time-string", "origin_server_ts") { $0?.kind == .string },
        body("pdus-missing", "pdus") { $0 == nil },
        body("pdus-object", "pdus") { $0?.kind == .object },
        body("pdu-string", "pdus") { $0?.elements.first?.string == "x" },
        body("edus-object", "edus") { $0?.kind == .object },
    ]

    private static func edu(
        _ fault: String, _ isWrong: @escaping @Sendable (JSONElement) -> Bool
    ) -> CraftedProof {
        CraftedProof(fault) { world, id in
            try world.body(id)["edus"]?.elements.first.map(isWrong) ?? false
        }
    }

    private static let edus =
        [
            edu("edu-unknown") { $0["edu_type"]?.string == "test.fedctl.unknown" },
            edu("edu-no-type") { $0["edu_type"] == nil && $0["content"] != nil },
            edu("edu-no-content") { $0["edu_type"] != nil && $0["content"] == nil },
            edu("edu-string") { $0.kind == .string },
            edu("edu-malformed") { $0["content"]?["typing"]?.kind == .string },
            edu("edu-receipt-many") { edu in
                let users = edu["content"]?.members.first?.value["m.read"]?.members
                return users?.first?.value["event_ids"]?.elements.count == 2
            },
        ]
        + EDUBuilder.all.map { builder in
            edu("edu-foreign-\(builder.name)") { edu in
                let text = String(decoding: edu.rawBytes, as: UTF8.self)
                return edu["edu_type"]?.string == builder.type
                    && text.contains("\"@fedctl:peer.test:8449\"")
            }
        }

    private static let delivery = [
        CraftedProof("transaction-replayed") { world, id in
            let requests = try world.plan(id).requests
            return Set(requests.map(\.target)).count == 1 && Set(requests.map(\.body)).count == 2
        },
        CraftedProof("transactions-parallel") { world, id in
            let plan = try world.plan(id)
            return plan.order == .atOnce && Set(plan.requests.map(\.target)).count == 4
        },
        CraftedProof("content-type-wrong") { world, id in
            let headers = try world.plan(id).requests[0].headers
            return headers.filter { $0.name == "Content-Type" }.map(\.value) == ["text/plain"]
        },
        CraftedProof("content-length-missing") { world, id in
            try world.plan(id).requests[0].headers.firstValue(of: "Transfer-Encoding") == "chunked"
        },
        CraftedProof("body-slow") { world, id in
            let request = try world.plan(id).requests[0]
            return (request.body?.count ?? 0) / (request.bytesPerSecond ?? .max) == 4
        },
        CraftedProof("target-long") { world, id in
            try world.plan(id).requests[0].target.utf8.count > 17_000
        },
    ]
}
