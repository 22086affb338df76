import MatrixJSON

extension EventDocument {
    /// The redacted event in canonical form, with its signatures.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/client-server-api/#redactions>
    public var redactedBytes: [UInt8] { redactedBytes(omitting: []) }

    /// Whether nothing is left that redaction would remove.
    public var isRedacted: Bool {
        let unsigned = EventMemberSet(.unsigned)
        return canonicalBytes { !unsigned.contains(bit: $0.bit) } == redactedBytes
    }

    /// What signatures and the reference hash are over: the redacted event in canonical form, without its
    /// signatures.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#signing-events>
    public var signedBytes: [UInt8] {
        redactedBytes(omitting: .uncoveredBySignatures)
    }

    private func redactedBytes(omitting omitted: EventMemberSet) -> [UInt8] {
        let kept = version.rules.redaction.memberSet.subtracting(omitted)
        let content = EventMemberSet.content
        var writer = CanonicalObjectWriter(canonical.root.byteRange, of: canonical.bytes)
        for member in members where kept.contains(bit: member.bit) {
            if content.contains(bit: member.bit) {
                writer.append(member.name, redactedContent(at: member.value))
            } else {
                writer.append(member.range)
            }
        }
        return writer.finish()
    }

    /// What is left of `content`, whose canonical form stands at `range`; an empty object where it is none.
    private func redactedContent(at range: Range<Int>) -> [UInt8] {
        guard let kept = keptContent, let content = canonical.root["content"],
            content.kind == .object
        else { return Array("{}".utf8) }
        switch kept {
        case .everything: return Array(canonical.bytes[range])
        case .members(let kept): return redacted(content, keeping: kept)
        }
    }

    /// What stays of the content of events of this type; none where nothing does.
    private var keptContent: KeptContent? {
        guard let type = canonical.root["type"], type.kind == .string else { return nil }
        // A type that redaction knows has no escapes.
        let range = type.byteRange.lowerBound + 1..<type.byteRange.upperBound - 1
        let bytes = canonical.bytes
        return version.rules.redaction.content.first { $0.typeBytes.stands(in: bytes, at: range) }?
            .kept
    }

    private func redacted(_ object: JSONElement, keeping kept: [KeptMember]) -> [UInt8] {
        let bytes = canonical.bytes
        var writer = CanonicalObjectWriter(object.byteRange, of: bytes)
        object.forEachMemberRange { name, value in
            let inQuotes = name.lowerBound + 1..<name.upperBound - 1
            guard let rule = kept.first(where: { $0.nameBytes.stands(in: bytes, at: inQuotes) })
            else { return }
            guard let only = rule.onlyMember else {
                writer.append(name.lowerBound..<value.upperBound)
                return
            }
            // The specification does not say what is left of a value that is no object: nothing is. Of
            // an object without the member, an empty object is left.
            guard let inner = object[rule.name], inner.kind == .object else { return }
            writer.append(
                name.lowerBound..<value.lowerBound, redacted(inner, keeping: [KeptMember(only)]))
        }
        return writer.finish()
    }
}
