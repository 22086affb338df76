import MatrixJSON

extension EventDocument {
    /// The redacted event in canonical form, with its signatures.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/client-server-api/#redactions>
    public var redactedBytes: [UInt8] { redactedBytes(omitting: []) }

    /// What signatures and the reference hash are over: the redacted event in canonical form, without its
    /// signatures.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#signing-events>
    public var signedBytes: [UInt8] { redactedBytes(omitting: ["signatures", "unsigned"]) }

    private func redactedBytes(omitting omitted: [String]) -> [UInt8] {
        let rules = version.rules.redaction
        var writer = CanonicalObjectWriter(capacity: canonical.bytes.count)
        for member in members {
            guard rules.members.contains(where: { member.isNamed($0) }),
                !omitted.contains(where: { member.isNamed($0) })
            else { continue }
            if member.isNamed("content") {
                writer.append("content", redactedContent(member.value))
            } else {
                writer.append(canonical.bytes[member.range])
            }
        }
        return writer.finish()
    }

    /// What is left of `content`; an empty object where it is none.
    private func redactedContent(_ content: JSONElement) -> [UInt8] {
        let type = canonical.root["type"]?.string ?? ""
        switch version.rules.redaction.keptContent(of: type) {
        case .everything where content.kind == .object: return Array(content.rawBytes)
        case .everything: return Array("{}".utf8)
        case .members(let kept): return redactedContent(content, keeping: kept)
        }
    }

    private func redactedContent(_ content: JSONElement, keeping kept: [KeptMember]) -> [UInt8] {
        var writer = CanonicalObjectWriter(capacity: kept.isEmpty ? 2 : content.byteRange.count)
        guard !kept.isEmpty else { return writer.finish() }
        var start = content.byteRange.lowerBound + 1
        for member in content.members {
            let end = member.value.byteRange.upperBound
            defer { start = end + 1 }
            let rule = kept.first { $0.name.utf8.elementsEqual(member.name.utf8) }
            guard let rule else { continue }
            guard let only = rule.onlyMember else {
                writer.append(canonical.bytes[start..<end])
                continue
            }
            // The specification does not say what is left of a value that is no object: nothing is. Of
            // an object without the member, an empty object is left.
            guard member.value.kind == .object else { continue }
            let inner = redactedContent(member.value, keeping: [KeptMember(only)])
            let head = canonical.bytes[start..<member.value.byteRange.lowerBound]
            writer.append(head + inner[...])
        }
        return writer.finish()
    }
}
