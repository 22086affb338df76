extension JSONElement {
    /// The value of a member, or nil where there is none or the value is no object.
    ///
    /// Names are compared byte by byte, after unescaping.
    public subscript(_ member: String) -> JSONElement? {
        var member = member
        return member.withUTF8 { name in
            // `unsafe` by name only: the span does not outlive the string.
            unsafe self[name: name.span]
        }
    }

    private subscript(name name: Span<UInt8>) -> JSONElement? {
        guard kind == .object else { return nil }
        let document = document
        let bytes = document.bytes
        let nodes = document.nodes
        let end = Int(node.next)
        var key = position + 1
        while key < end {
            let isFound =
                nodes[key].hasEscapes
                ? Self.isEqual(text(of: nodes[key]).span, from: 0, name)
                : Int(nodes[key].end - nodes[key].start) == name.count + 2
                    && Self.isEqual(bytes.span, from: Int(nodes[key].start) + 1, name)
            if isFound { return JSONElement(document, key + 1) }
            key = Int(nodes[key + 1].next)
        }
        return nil
    }

    private static func isEqual(
        _ bytes: Span<UInt8>, from start: Int, _ name: Span<UInt8>
    ) -> Bool {
        guard bytes.count - start >= name.count, start > 0 || bytes.count == name.count else {
            return false
        }
        for index in 0..<name.count where bytes[start &+ index] != name[index] { return false }
        return true
    }

    /// The members of an object in the order of the document; empty where it is none.
    public var members: [(name: String, value: JSONElement)] {
        guard kind == .object else { return [] }
        var members: [(name: String, value: JSONElement)] = []
        let end = Int(node.next)
        var key = position + 1
        while key < end {
            let name = String(decoding: text(of: document.nodes[key]), as: UTF8.self)
            members.append((name, JSONElement(document, key + 1)))
            key = Int(document.nodes[key + 1].next)
        }
        return members
    }

    /// Gives name and value of every member, in the order of the document; a name is a string.
    public func forEachMember(_ body: (_ name: JSONElement, _ value: JSONElement) -> Void) {
        guard kind == .object else { return }
        let end = Int(node.next)
        var key = position + 1
        while key < end {
            body(JSONElement(document, key), JSONElement(document, key + 1))
            key = Int(document.nodes[key + 1].next)
        }
    }

    /// Tells where name and value of every member stand, in the order of the document.
    ///
    /// Nothing is made of them, so that going over many objects costs little. The range of a name has
    /// its quotes, and its escapes.
    public func forEachMemberRange(_ body: (_ name: Range<Int>, _ value: Range<Int>) -> Void) {
        guard kind == .object else { return }
        let nodes = document.nodes
        let end = Int(node.next)
        var key = position + 1
        while key < end {
            let name = nodes[key]
            let value = nodes[key + 1]
            body(Int(name.start)..<Int(name.end), Int(value.start)..<Int(value.end))
            key = Int(value.next)
        }
    }

    /// The elements of an array; empty where it is none.
    public var elements: [JSONElement] {
        guard kind == .array else { return [] }
        var elements: [JSONElement] = []
        let end = Int(node.next)
        var element = position + 1
        while element < end {
            elements.append(JSONElement(document, element))
            element = Int(document.nodes[element].next)
        }
        return elements
    }
}
