extension JSONElement {
    /// The value with everything inside it, apart from the document.
    ///
    /// An integer within `Int64` becomes an integer; every other number, such as the `-0` of a
    /// `preserving` reading, keeps its own text.
    public var value: JSONValue {
        // The nodes are read from the last to the first, so that what an object or array holds is
        // there when it comes, and depth costs no stack of the thread.
        var done: [JSONValue] = []
        var ends: [UInt32] = []
        let nodes = document.nodes
        var index = Int(node.next) - 1
        while index >= position {
            let node = nodes[index]
            let value: JSONValue
            switch node.kind {
            case .object:
                value = .object(Self.object(of: node, at: index, from: &done, ends: &ends))
            case .array:
                value = .array(Self.array(of: node, at: index, from: &done, ends: &ends))
            default: value = JSONElement(document, index).scalar
            }
            done.append(value)
            ends.append(node.next)
            index -= 1
        }
        return done.last ?? .null
    }

    /// Takes the values off the stack that stand inside the node at `index`, the first one on top.
    private static func array(
        of node: JSONNode, at index: Int, from done: inout [JSONValue], ends: inout [UInt32]
    ) -> [JSONValue] {
        var values: [JSONValue] = []
        var next = UInt32(index + 1)
        while next < node.next, let value = done.popLast(), let end = ends.popLast() {
            values.append(value)
            next = end
        }
        return values
    }

    private static func object(
        of node: JSONNode, at index: Int, from done: inout [JSONValue], ends: inout [UInt32]
    ) -> JSONObject {
        var object = JSONObject()
        var next = UInt32(index + 1)
        while next < node.next, case .string(let name)? = done.popLast(), ends.popLast() != nil,
            let value = done.popLast(), let end = ends.popLast()
        {
            object.appendNew(name, value)
            next = end
        }
        return object
    }

    /// The value of a number.
    private var number: JSONValue {
        let text = numberText ?? "0"
        guard let integer, document.numbers != .preserving || String(integer) == text else {
            return .number(text)
        }
        return .integer(integer)
    }

    /// The value, where it is neither object nor array.
    private var scalar: JSONValue {
        switch kind {
        case .string: .string(string ?? "")
        case .boolean: .boolean(boolean ?? false)
        case .number: number
        case .null, .object, .array: .null
        }
    }
}
