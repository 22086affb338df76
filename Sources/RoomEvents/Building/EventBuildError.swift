/// Why no event can be built from a template.
public enum EventBuildError: Error, Hashable, CustomStringConvertible {
    /// The template does not say something that nobody else can say.
    case missing(String)
    /// `hashes` of the template is no object.
    case unusable(EventSigningError)
    /// What would come out is no event.
    case malformed(EventFormatError)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .missing(let name): "the template of the event has no '\(name)'"
        case .unusable(let error): "the template of the event cannot be used: \(error)"
        case .malformed(let error): "the template makes \(error)"
        }
    }
}
