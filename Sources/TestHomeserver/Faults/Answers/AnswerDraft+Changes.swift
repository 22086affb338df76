import FederationCore
import MatrixJSON
import RoomEvents

extension JSONObject {
    /// Changes every signature, so that none verifies; says whether there was one.
    mutating func spoilSignatures() -> Bool {
        guard case .object(let servers)? = self["signatures"] else { return false }
        var hasSpoilt = false
        var spoilt = JSONObject()
        for (server, keys) in servers.members {
            guard case .object(var entry) = keys else { continue }
            for (keyID, signature) in entry.members {
                guard case .string(let text) = signature,
                    var bytes = try? UnpaddedBase64.decode(text), !bytes.isEmpty
                else { continue }
                bytes[0] ^= 1
                entry[keyID] = .string(UnpaddedBase64.encode(bytes))
                hasSpoilt = true
            }
            spoilt[server] = .object(entry)
        }
        self["signatures"] = .object(spoilt)
        return hasSpoilt
    }
}

extension JSONValue {
    /// Whether it is an event of `type`.
    func isEvent(of type: String?) -> Bool {
        guard let type, case .string(let own)? = self["type"] else { return false }
        return own.utf8.elementsEqual(type.utf8)
    }
}

extension AnswerDraft {
    /// The ID of a room that nobody is in, as rooms of the version have them.
    var elsewhere: String {
        guard version.rules.createEventNamesRoom else { return "!elsewhere:elsewhere.invalid" }
        return "!" + UnpaddedBase64.encode(sha256(Array("elsewhere".utf8)), alphabet: .urlSafe)
    }

    /// Has the last event of the state, but for the create event, be sent by a user who is not in the room.
    mutating func forgeState() throws -> Bool {
        guard let name = shape.state else { return false }
        var events = list(name)
        let index = events.lastIndex { !$0.isEvent(of: "m.room.create") }
        guard let index, case .object(var event) = events[index] else { return false }
        event["sender"] = .string("@nobody:\(server)")
        if event["event_id"] != nil { event["event_id"] = .string("$forged:\(server)") }
        events[index] = .object(try signed(event))
        root[name] = .array(events)
        return true
    }

    /// Takes an event out of the auth chain, and where the state has it too out of that.
    ///
    /// An event that the state has not is taken first: the state stays whole then.
    mutating func makeHole(type: String?) -> Bool {
        guard let name = shape.chain else { return false }
        var chain = list(name)
        let state = Set(list(shape.state))
        let isAlone = { (event: JSONValue) in !state.contains(event) }
        let index =
            chain.firstIndex { $0.isEvent(of: type) && isAlone($0) }
            ?? chain.firstIndex(where: isAlone)
            ?? chain.firstIndex { $0.isEvent(of: type) } ?? chain.indices.first
        guard let index else { return false }
        let event = chain.remove(at: index)
        root[name] = .array(chain)
        if let stateName = shape.state, state.contains(event) {
            root[stateName] = .array(list(stateName).filter { $0 != event })
        }
        return true
    }
}
