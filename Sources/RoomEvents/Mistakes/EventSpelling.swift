import FederationCore
import MatrixJSON

/// How the bytes that are hashed or signed are made of an event, step by step; each mistake changes
/// one thing about it.
struct EventSpelling: Sendable {
    /// Members that are taken away before anything else.
    var dropped: [String] = []
    /// Members of the content that are taken away before anything else.
    var droppedContent: [String] = []
    /// What is done about redaction.
    var redaction: EventRedactionStep
    /// Members that are left out after the redaction.
    var omitted: [String]
    /// Members that are put in after that, over what is there.
    var added: [(name: String, value: JSONValue)] = []
    /// Whether only the content is taken.
    var takesContentOnly = false
    /// Which values are left out, at any depth, as if they were not there.
    var emptiness = JSONEmptiness.kept
    /// How the JSON is written.
    var writing = JSONWriting()
    /// What is done to the bytes in the end.
    var finish = Finish.nothing

    /// What is done to the bytes in the end.
    enum Finish: Sendable {
        case nothing
        /// A line feed follows.
        case lineFeed
        /// The SHA-256 is taken in their place.
        case sha256
        /// The hash is written in hexadecimal digits.
        case hexadecimal
        /// Other bytes altogether.
        case replaced(by: [UInt8])
    }

    init(redaction: EventRedactionStep, omitted: [String]) {
        self.redaction = redaction
        self.omitted = omitted
    }

    /// The bytes that this makes of `event`.
    func bytes(of event: MistakenEvent) -> [UInt8] {
        if case .replaced(let bytes) = finish { return bytes }
        if writing.isAsReceived {
            return finished(ReceivedMembers.bytes(of: event.document.root, without: omitted))
        }
        var value = JSONValue.object(object(of: event))
        if takesContentOnly { value = value["content"] ?? [:] }
        value = emptiness.applied(to: value)
        return finished(writing.bytes(of: value))
    }

    private func finished(_ bytes: [UInt8]) -> [UInt8] {
        switch finish {
        case .lineFeed: bytes + [UInt8(ascii: "\n")]
        case .sha256: FederationCore.sha256(bytes)
        case .nothing, .hexadecimal, .replaced: bytes
        }
    }

    private func object(of event: MistakenEvent) -> JSONObject {
        var object = event.object
        for name in dropped { object[name] = nil }
        if !droppedContent.isEmpty, case .object(var content)? = object["content"] {
            for name in droppedContent { content[name] = nil }
            object["content"] = .object(content)
        }
        object = redacted(object)
        for name in omitted { object[name] = nil }
        for member in added { object[member.name] = member.value }
        return object
    }

    private func redacted(_ object: JSONObject) -> JSONObject {
        let version: RoomVersion
        switch redaction {
        case .none: return object
        case .whole(let rules), .contentOnly(let rules), .membersOnly(let rules): version = rules
        }
        guard case .object(let bare) = Self.redact(object, version) else { return object }
        switch redaction {
        case .contentOnly:
            var changed = object
            changed["content"] = bare["content"]
            return changed
        case .membersOnly:
            var changed = bare
            changed["content"] = object["content"]
            return changed
        case .none, .whole: return bare
        }
    }

    /// Redacts as the version does, and keeps the order of the members, which some signers keep too.
    private static func redact(_ object: JSONObject, _ version: RoomVersion) -> JSONValue {
        do {
            let document = try JSONDocument(
                parsing: object.canonicalBytes(), numbers: .preserving)
            let bare = try JSONValue(
                parsing: RoomEvents.redact(document, version: version), numbers: .preserving)
            return ordered(bare, like: .object(object))
        } catch {
            preconditionFailure("an object that was read cannot be read again: \(error)")
        }
    }

    /// Recursion is as deep as what redaction looks into.
    private static func ordered(_ value: JSONValue, like model: JSONValue) -> JSONValue {
        guard case .object(let object) = value, case .object(let order) = model else {
            return value
        }
        var result = JSONObject()
        for member in order.members {
            if let value = object[member.name] {
                result[member.name] = ordered(value, like: member.value)
            }
        }
        return .object(result)
    }
}
