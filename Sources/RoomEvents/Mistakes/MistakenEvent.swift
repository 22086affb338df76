import FederationCore
import MatrixJSON

/// An event whose hash or signature is wrong, as the rows of mistakes look at it.
struct MistakenEvent: Sendable {
    /// What is wrong.
    let subject: EventMistakeSubject
    /// The event as it came.
    let document: JSONDocument
    /// Its members, in their order.
    let object: JSONObject
    /// The room version whose rules apply.
    let version: RoomVersion
    /// Whose signature it is; none for the content hash.
    let entity: String?
    /// The event ID, where it can be computed.
    let eventID: String?

    init(
        _ subject: EventMistakeSubject, of document: JSONDocument, version: RoomVersion,
        entity: String? = nil
    ) {
        self.subject = subject
        self.document = document
        self.version = version
        self.entity = entity
        if case .object(let object) = document.root.value {
            self.object = object
        } else {
            object = JSONObject()
        }
        eventID =
            version.rules.eventIDFormat == .serverChosen
            ? nil : RoomEvents.eventID(of: document, version: version)?.description
    }

    /// How the bytes have to be made.
    var rightSpelling: EventSpelling {
        switch subject {
        case .contentHash:
            EventSpelling(redaction: .none, omitted: ["unsigned", "signatures", "hashes"])
        case .signature:
            EventSpelling(redaction: .whole(version), omitted: ["unsigned", "signatures"])
        }
    }

    /// The part of the sender's ID behind the colon.
    var senderDomain: String? {
        guard case .string(let sender)? = object["sender"], let colon = sender.firstIndex(of: ":")
        else { return nil }
        return String(sender[sender.index(after: colon)...])
    }

    /// The content hash as it is written in the event.
    var givenHash: String? {
        guard case .string(let text)? = object["hashes"]?["sha256"] else { return nil }
        return text
    }

    /// `hashes` with another text of the content hash.
    func hashes(with text: String) -> JSONValue {
        guard case .object(var hashes)? = object["hashes"] else {
            return ["sha256": .string(text)]
        }
        hashes["sha256"] = .string(text)
        return .object(hashes)
    }

    /// The content of the event as an object.
    var content: JSONObject {
        guard case .object(let content)? = object["content"] else { return JSONObject() }
        return content
    }
}
