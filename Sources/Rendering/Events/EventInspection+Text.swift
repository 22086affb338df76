import FederationCore
import Findings
import MatrixJSON
public import RoomEvents

extension EventInspection {
    /// The event for people, without a line feed at its end.
    public var text: String {
        let source = report.source
        let hash = source.referenceHash
        let rows = [
            ["event", report.eventID?.description ?? "none"],
            ["type", text("type") ?? "none"],
            ["sender", text("sender") ?? "none"],
            ["room", roomText],
            ["room version", "\(source.version)  \(versionNote)"],
            ["size", "\(source.canonicalBytes.count) bytes of canonical JSON, 65536 at most"],
            ["content hash", UnpaddedBase64.encode(report.computedContentHash)],
            ["reference hash", UnpaddedBase64.encode(hash)],
            ["event ID", "$" + UnpaddedBase64.encode(hash) + "  as in room version 3"],
            [
                "",
                "$" + UnpaddedBase64.encode(hash, alphabet: .urlSafe)
                    + "  since room version 4",
            ],
        ]
        let canonical = String(decoding: source.canonicalBytes, as: UTF8.self)
        return
            (Table.align(rows).map(\.escapedForTerminal)
            + [report.text, canonical.escapedForTerminal])
            .joined(separator: "\n")
    }

    /// The event for people on one line.
    public var lineText: String {
        "\(report.lineText)  (room version \(report.source.version), \(versionSource.rawValue))"
    }

    private var versionNote: String {
        let fitting = fits.filter(\.fits).map(\.version.identifier)
        switch versionSource {
        case .given: return "given"
        case .found: return "found: no other fits"
        case .guessed where fitting.isEmpty:
            let problem = fits.last { $0.version == report.source.version }?.problems.first
            return ["guessed: none fits", problem].compactMap(\.self).joined(separator: ", as ")
        case .guessed: return "guessed: \(fitting.joined(separator: ", ")) fit"
        }
    }

    /// The room that the event names, or, as a create event since room version 12, makes.
    private var roomText: String {
        if let roomID = text("room_id") { return roomID }
        guard report.source.version.rules.createEventNamesRoom, text("type") == "m.room.create",
            let eventID = report.eventID
        else { return "none" }
        return "!\(eventID.description.dropFirst())  made of the event ID"
    }

    func text(_ name: String) -> String? { report.source.document.root[name]?.string }
}
