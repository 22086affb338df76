import FederationClient
import FederationCore
import MatrixJSON
import RoomEvents
import TestSupport

/// A room of `s0.example`, and what is crafted for it.
struct CraftWorld {
    let context: CraftingContext
    let version: RoomVersion
    let room: CraftedRoom

    static let now: Int64 = 1_800_000_000_000

    init(_ version: String = "10") throws {
        self.version = try RoomVersion(parsing: version)
        var generator = try RoomGenerator(version: self.version, seed: 1)
        var branch = try generator.open()
        try generator.append("m.room.topic", stateKey: "", by: generator.users[0], to: &branch)
        let sender = generator.users[0]
        var auth = [branch["m.room.power_levels", ""], branch["m.room.member", "\(sender)"]]
        if !self.version.rules.createEventNamesRoom { auth.append(branch["m.room.create", ""]) }
        room = CraftedRoom(
            version: self.version, roomID: branch.tips[0].roomID, sender: sender,
            prevEvents: branch.tips, authEvents: auth.compactMap(\.self),
            otherEvents: branch.state)
        context = CraftingContext(
            identity: try Self.identity(), destination: try ServerName(parsing: "peer.test:8449"),
            transactionID: "craft", now: Self.now, room: room)
    }

    static func identity() throws -> FederationIdentity {
        FederationIdentity(
            serverName: try ServerName(parsing: "s0.example"),
            key: try CraftIdentity.identity().key)
    }

    /// The requests of a fault.
    func plan(_ fault: String) throws -> CraftedPlan {
        guard let fault = CraftedFault.named(fault) else {
            throw CraftingError.needsRoom(fault: "no row '\(fault)'")
        }
        return try fault.plan(in: context)
    }

    /// The only event of a fault.
    func pdu(_ fault: String) throws -> [UInt8] {
        try plan(fault).events.first?.bytes ?? []
    }

    /// What is wrong with the form of the only event of a fault.
    func violations(_ fault: String) throws -> Set<EventViolation.Kind> {
        Set(formatViolations(of: try pdu(fault), version: version).map(\.kind))
    }

    /// The only event of a fault, whose form has to be right.
    func event(_ fault: String) throws -> Event {
        try Event(parsing: try pdu(fault), version: version)
    }

    /// Whether the only event of a fault is signed by the own server with the own key.
    func isSigned(_ fault: String) throws -> Bool {
        let event = try event(fault)
        let signatures = event.document.root["signatures"]?["s0.example"]
        guard let text = signatures?["ed25519:k"]?.string else { return false }
        return context.identity.key.publicKey.isValid(
            try UnpaddedBase64.decode(text), for: event.source.signedBytes)
    }

    /// The body of a request, as JSON.
    func body(_ fault: String, _ index: Int = 0) throws -> JSONElement {
        try JSONDocument(parsing: plan(fault).requests[index].body ?? [], numbers: .preserving).root
    }
}
