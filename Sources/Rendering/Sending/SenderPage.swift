public import FederationClient
import Findings
public import MatrixJSON

/// What `fedctl explain` says about something that is sent to a server on purpose: a fault, or a spelling
/// of the header that signs.
public struct SenderPage: Sendable {
    private let id: String
    private let title: String
    private let list: String
    private let rows: [(name: String, label: String, text: String)]
    private let needsRoom: Bool?

    /// Who signs in what can be tried.
    private static let identity = "localhost:9448"
    private static let signing = "--as \(identity) --serve-key 127.0.0.1:9448"

    /// The identifiers of all pages.
    public static let identifiers =
        CraftedFault.all.map(\.checkID.name) + XMatrixStyle.all.map(\.checkID.name)

    /// The page of a fault.
    public init(_ fault: CraftedFault) {
        var rows = [
            ("topic", "topic", fault.topic.rawValue),
            ("demanded", "the spec demands", fault.demand.description),
        ]
        if let fate = fault.fate { rows.append(("event", "of the event", fate.words)) }
        let room = " --room room.ndjson --room-version 11 --sender @me:\(Self.identity)"
        rows.append(
            (
                "try", "try",
                "fedctl send NAME --craft \(fault.id) --own NAME \(Self.signing)"
                    + (fault.needsRoom ? room : "")
            ))
        rows.append(("fix", "fix", fault.fix))
        if let spec = fault.spec { rows.append(("spec", "spec", spec.url)) }
        id = "\(fault.checkID)"
        title = "a server is sent \(fault.title)"
        list = "faults"
        needsRoom = fault.needsRoom
        self.rows = rows
    }

    /// The page of a spelling.
    public init(_ style: XMatrixStyle) {
        var rows = [("demanded", "the spec demands", style.demand.words)]
        if let reason = style.reason { rows.append(("reason", "by", reason)) }
        rows.append(
            (
                "try", "try",
                "fedctl auth styles NAME --only \(style.id) --own NAME \(Self.signing)"
            ))
        rows.append(("fix", "fix", style.fix))
        if let spec = style.spec { rows.append(("spec", "spec", spec.url)) }
        id = "\(style.checkID)"
        title = "a request is signed with \(style.title)"
        list = "styles"
        needsRoom = nil
        self.rows = rows
    }

    /// The page of that identifier, such as `craft.hash-wrong` or `auth.quoted-comma`; none where there is none.
    public static func named(_ id: String) -> SenderPage? {
        if let fault = CraftedFault.all.first(where: { $0.checkID.name == id }) {
            return SenderPage(fault)
        }
        return XMatrixStyle.all.first { $0.checkID.name == id }.map { SenderPage($0) }
    }

    /// The identifier and what is sent.
    public var lastLine: String { "\(id): \(title)" }

    /// The page for people.
    public func text(style: TextStyle) -> String {
        var table = rows.map { ["  " + $0.label, $0.text] }
        if needsRoom == true { table.append(["  needs", "--room, a room that the sender is in"]) }
        return ([style.heading(lastLine), ""] + Table.align(table)).map { $0 + "\n" }.joined()
    }

    /// The page for machines, a part of `fedctl.explain/1`.
    public var json: JSONValue {
        var object: JSONObject = ["id": .string(id), "title": .string(title)]
        for row in rows { object[row.name] = .string(row.text) }
        if let needsRoom { object["needs_room"] = .boolean(needsRoom) }
        return .object(["schema": "fedctl.explain/1", list: [.object(object)]])
    }
}
