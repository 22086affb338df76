/// Something that a control operation is told: a member of the body, or of the query of a `GET`.
struct ControlParameter: Sendable, Hashable {
    /// The name.
    let name: String
    /// What it may be.
    let kind: ControlValueKind
    /// Whether it cannot be left out.
    let isRequired: Bool
    /// What it says, in a line.
    let words: String

    private init(_ name: String, _ kind: ControlValueKind, isRequired: Bool, _ words: String) {
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.words = words
    }

    /// One that has to be there.
    static func required(
        _ name: String, _ kind: ControlValueKind, _ words: String
    ) -> ControlParameter {
        ControlParameter(name, kind, isRequired: true, words)
    }

    /// One that can be left out.
    static func optional(
        _ name: String, _ kind: ControlValueKind, _ words: String
    ) -> ControlParameter {
        ControlParameter(name, kind, isRequired: false, words)
    }

    /// The virtual server that is asked: every operation has it that is not of the whole process.
    static let server = optional(
        "server", .serverName, "which name of the process is meant; without it, the first")
}
