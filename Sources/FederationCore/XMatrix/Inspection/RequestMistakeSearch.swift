/// Looks for what was signed instead of a request: one change first, then another key, then two changes.
struct RequestMistakeSearch {
    private let capture: RequestCapture
    private let header: XMatrixHeader
    private let keys: [RequestKey]
    private let signature: [UInt8]?

    /// The most explanations that are told.
    private static let limit = 5

    /// The most keys that are tried beside the one that is named.
    private static let keyLimit = 50

    init(_ capture: RequestCapture, _ header: XMatrixHeader, _ keys: [RequestKey]) {
        self.capture = capture
        self.header = header
        self.keys = keys
        // A signature that is no base64 is what the verification tells.
        let bytes = try? UnpaddedBase64.decode(header.signature)
        signature = bytes?.count == SigningKey.signatureByteCount ? bytes : nil
    }

    /// The key that the header names.
    private var namedKey: RequestKey? {
        keys.first { $0.serverName == header.origin && $0.key.keyID == header.keyID }
    }

    /// What is known of a key of the origin.
    func lookup(_ keyID: KeyID) -> VerifyKeyLookup {
        if let namedKey { return .found(namedKey.key, namedKey.validity) }
        let names = keys.filter { $0.serverName == header.origin }.map(\.key.keyID.description)
        return .unknown(
            reason: names.isEmpty
                ? "no key of \(header.origin) is given"
                : "given are \(names.joined(separator: ", "))")
    }

    /// With what changes to `right`, the object as it should be, the signature verifies.
    func explanations(of right: RequestObject?) -> [RequestExplanation] {
        guard let signature, let base = right ?? unread else { return [] }
        let named = namedKey.map { [$0] } ?? []
        let others = keys.filter { $0 != named.first }.prefix(Self.keyLimit)
        if named.contains(where: { $0.key.isValid(signature, for: base.canonicalBytes) }) {
            return []
        }
        let single = changes(of: base)
        var found = matches(single, named)
        if found.isEmpty { found = matches([Change([], base)], others) }
        if found.isEmpty { found = matches(single, others) }
        if found.isEmpty { found = matches(single.flatMap { changes(of: $0) }, named) }
        return Array(found.prefix(Self.limit))
    }

    /// The object of a request whose body is no JSON, as a sender might sign it all the same.
    private var unread: RequestObject? {
        RequestObject(
            method: capture.request.method, uri: capture.request.target,
            origin: header.origin.description, destination: capture.ownName.description)
    }

    /// Mistakes, and the object that they make.
    private struct Change {
        let mistakes: [RequestMistake]
        let object: RequestObject

        init(_ mistakes: [RequestMistake], _ object: RequestObject) {
            self.mistakes = mistakes
            self.object = object
        }
    }

    private func changes(of base: RequestObject) -> [Change] {
        RequestMistake.all.flatMap { mistake in
            mistake.variants(base, capture, header).filter { $0 != base }
                .map { Change([mistake], $0) }
        }
    }

    /// What a second mistake, of another aspect and further down the table, makes of `change`.
    private func changes(of change: Change) -> [Change] {
        guard let first = change.mistakes.first,
            let start = RequestMistake.all.firstIndex(where: { $0.id == first.id })
        else { return [] }
        return RequestMistake.all[start...].filter { $0.aspect != first.aspect }
            .flatMap { mistake in
                mistake.variants(change.object, capture, header)
                    .filter { $0 != change.object }
                    .map { Change([first, mistake], $0) }
            }
    }

    private func matches(
        _ changes: [Change], _ keys: some Sequence<RequestKey>
    ) -> [RequestExplanation] {
        guard let signature else { return [] }
        var told: Set<[String]> = []
        var found: [RequestExplanation] = []
        for key in keys {
            let about = mistake(of: key)
            for change in changes {
                let bytes = change.object.canonicalBytes
                guard key.key.isValid(signature, for: bytes) else { continue }
                let mistakes = change.mistakes + [about].compactMap(\.self)
                guard told.insert(mistakes.map(\.id)).inserted else { continue }
                found.append(
                    RequestExplanation(mistakes: mistakes, key: key, signedObject: bytes))
            }
        }
        return found
    }

    /// What is wrong with a key, where it is not the one that the header names.
    private func mistake(of key: RequestKey) -> RequestMistake? {
        if key == namedKey { return nil }
        guard key.serverName == header.origin else { return .foreignKey }
        if case .old = key.validity { return .oldKey }
        return .otherKey
    }
}
