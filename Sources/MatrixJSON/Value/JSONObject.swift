/// A JSON object that is built here; members keep the order in which they were added.
public struct JSONObject: Sendable {
    /// The members in the order in which they were added.
    public private(set) var members: [(name: String, value: JSONValue)] = []
    /// Where each name is in `members`; kept only where there are many.
    private var positions: [JSONName: Int] = [:]

    private static let fewMembers = 16

    /// An object without members.
    public init() {}

    /// An object with these members; of two equal names the last counts.
    ///
    /// - Parameter members: Names and values.
    public init(_ members: some Sequence<(String, JSONValue)>) {
        for (name, value) in members { self[name] = value }
    }

    /// The number of members.
    public var count: Int { members.count }

    /// Whether there are no members.
    public var isEmpty: Bool { members.isEmpty }

    /// The value of a member, whose name is compared byte by byte.
    ///
    /// Setting nil removes the member.
    public subscript(_ name: String) -> JSONValue? {
        get { position(of: name).map { members[$0].value } }
        set {
            guard let newValue else {
                remove(name)
                return
            }
            if let position = position(of: name) {
                members[position].value = newValue
            } else {
                appendNew(name, newValue)
            }
        }
    }

    /// Adds a member whose name is known to be new.
    mutating func appendNew(_ name: String, _ value: JSONValue) {
        members.append((name, value))
        if members.count == Self.fewMembers + 1 {
            indexAll()
        } else if members.count > Self.fewMembers {
            positions[JSONName(name)] = members.count - 1
        }
    }

    private mutating func remove(_ name: String) {
        guard let position = position(of: name) else { return }
        members.remove(at: position)
        positions = [:]
        if members.count > Self.fewMembers { indexAll() }
    }

    private mutating func indexAll() {
        positions.reserveCapacity(members.count)
        for (position, member) in members.enumerated() {
            positions[JSONName(member.name)] = position
        }
    }

    private func position(of name: String) -> Int? {
        let name = JSONName(name)
        if members.count > Self.fewMembers { return positions[name] }
        return members.firstIndex { JSONName($0.name) == name }
    }
}

extension JSONObject {
    /// The object as canonical JSON.
    ///
    /// - Returns: What `JSONValue.canonicalBytes()` returns for it.
    public func canonicalBytes() -> [UInt8] {
        JSONValue.object(self).canonicalBytes()
    }
}

extension JSONObject: Hashable {
    /// Whether both have the same members, in whatever order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        JSONValue.object(left) == JSONValue.object(right)
    }

    /// Adds the canonical form, which is the same for equal objects.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(canonicalBytes())
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object; of two equal names the last counts.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }
}
