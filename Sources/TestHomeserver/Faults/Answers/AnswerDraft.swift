import FederationCore
import MatrixJSON
import RoomEvents

/// An answer with signed documents on its way out, which faults change.
struct AnswerDraft {
    /// Where its documents are.
    let shape: AnswerShape
    /// The object that has them.
    var root: JSONObject
    /// The server that answers.
    let server: ServerName
    /// Its key.
    let own: SigningKey
    /// A key that nobody publishes.
    let spare: SigningKey
    /// The rules of the room's version.
    let version: RoomVersion
    private let status: JSONValue?

    /// The body of an answer as a draft; nil where it has not the shape.
    init?(_ body: [UInt8], _ shape: AnswerShape, of server: VirtualServer, spare: SigningKey) {
        // What is no JSON can be struck no more.
        guard let value = try? JSONValue(parsing: body, numbers: .preserving) else { return nil }
        var status: JSONValue?
        switch value {
        case .object(let object) where !shape.isPair:
            root = object
        case .array(let pair) where shape.isPair && pair.count == 2:
            guard case .object(let object) = pair[1] else { return nil }
            status = pair[0]
            root = object
        default:
            return nil
        }
        guard let version = Self.version(of: root, shape) else { return nil }
        self.status = status
        self.shape = shape
        self.server = server.name
        own = server.signingKey
        self.spare = spare
        self.version = version
    }

    /// The answer as it goes out.
    var bytes: [UInt8] {
        let object = JSONValue.object(root)
        return (status.map { .array([$0, object]) } ?? object).canonicalBytes()
    }

    /// The elements of a list.
    func list(_ name: String?) -> [JSONValue] {
        guard let name, case .array(let elements)? = root[name] else { return [] }
        return elements
    }

    /// How many documents there are.
    var documentCount: Int {
        shape.places.reduce(0) { count, place in
            switch place {
            case .whole: count + 1
            case .member(let name): count + (root[name] == nil ? 0 : 1)
            case .list(let name): count + list(name).count
            }
        }
    }

    /// Changes the last `count` documents, or all; says whether there was one that could be changed.
    mutating func change(
        last count: Int?, _ change: (inout JSONObject) throws -> Bool
    ) rethrows -> Bool {
        var skipped = count.map { max(0, documentCount - $0) } ?? 0
        var hasChanged = false
        func changed(_ value: JSONValue) throws -> JSONValue {
            guard case .object(var object) = value else { return value }
            guard skipped == 0 else {
                skipped -= 1
                return value
            }
            if try change(&object) { hasChanged = true }
            return .object(object)
        }
        for place in shape.places {
            switch place {
            case .whole:
                if case .object(let object) = try changed(.object(root)) { root = object }
            case .member(let name):
                if let value = root[name] { root[name] = try changed(value) }
            case .list(let name):
                root[name] = .array(try list(name).map(changed))
            }
        }
        return hasChanged
    }

    /// An event with its hash and the signature of this server, and no other signature.
    func signed(_ event: JSONObject) throws -> JSONObject {
        var event = event
        event["signatures"] = nil
        event["hashes"] = nil
        return try signEvent(event, version: version, as: server, with: own)
    }
}
