public import FederationCore

/// One thing that an EDU is built from.
public struct EDUParameter: Sendable, Hashable {
    /// The name, as in the specification where it is a member there.
    public let name: String
    /// What it is.
    public let type: EndpointParameter.ValueType
    /// Whether it must be given.
    public let isRequired: Bool
    /// Whether it may be given more than once.
    public let isRepeated: Bool
    /// What is taken where it is not given, in words.
    public let defaultWords: String?
    /// What it means, in one line.
    public let meaning: String

    static func required(
        _ name: String, _ type: EndpointParameter.ValueType, _ meaning: String
    ) -> EDUParameter {
        EDUParameter(
            name: name, type: type, isRequired: true, isRepeated: false, defaultWords: nil,
            meaning: meaning)
    }

    static func optional(
        _ name: String, _ type: EndpointParameter.ValueType, _ meaning: String,
        default defaultWords: String? = nil, repeated: Bool = false
    ) -> EDUParameter {
        EDUParameter(
            name: name, type: type, isRequired: false, isRepeated: repeated,
            defaultWords: defaultWords, meaning: meaning)
    }
}
