/// What redaction leaves of the content of a type of event.
public struct RedactedContent: Sendable, Hashable {
    /// The type.
    public let type: String
    /// What stays.
    public let kept: KeptContent

    let typeBytes: ExactBytes

    init(_ type: String, _ kept: KeptContent) {
        self.type = type
        typeBytes = ExactBytes(type)
        self.kept = kept
    }

    init(_ type: String, _ names: String...) {
        self.init(type, .members(names.map { KeptMember($0) }))
    }
}
