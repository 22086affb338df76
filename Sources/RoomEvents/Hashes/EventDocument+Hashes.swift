public import FederationCore
import MatrixJSON

extension EventDocument {
    /// What the content hash does not cover.
    static let uncoveredByContentHash = EventMemberSet(.hashes, .signatures, .unsigned)

    /// The content hash as it has to be, 32 bytes.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#calculating-the-content-hash-for-an-event>
    public var contentHash: [UInt8] {
        sha256(contentHashedBytes)
    }

    /// What the content hash is made of.
    public var contentHashedBytes: [UInt8] {
        let uncovered = Self.uncoveredByContentHash
        return canonicalBytes { !uncovered.contains(bit: $0.bit) }
    }

    /// The reference hash, 32 bytes: what event IDs are made of since room version 3.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#calculating-the-reference-hash-for-an-event>
    public var referenceHash: [UInt8] { sha256(signedBytes) }

    /// The event ID: given by the event in room versions 1 and 2, where it may be missing or malformed,
    /// and made of the reference hash since.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/rooms/#feature-matrix>
    public var eventID: EventID? {
        switch version.rules.eventIDFormat {
        case .serverChosen: givenEventID
        case .referenceHash: EventID(referenceHash: referenceHash, alphabet: .standard)
        case .urlSafeReferenceHash: EventID(referenceHash: referenceHash, alphabet: .urlSafe)
        }
    }

    /// What `event_id` says; none where it says nothing of that kind.
    private var givenEventID: EventID? {
        // A text that is no event ID is found by the violations of the format.
        document.root["event_id"]?.string.flatMap { try? EventID(parsing: $0) }
    }

    /// What the content hash that the event gives comes to.
    public var contentHashVerdict: ContentHashVerdict {
        guard let hashes = document.root["hashes"] else { return .missing }
        guard let given = hashes["sha256"] else { return .missing }
        guard let text = given.string else { return .notText }
        let bytes: [UInt8]
        do {
            bytes = try UnpaddedBase64.decode(text)
        } catch {
            return .notBase64(error)
        }
        let computed = contentHash
        return bytes == computed ? .matches : .differs(given: bytes, computed: computed)
    }
}
