/// A mistake in signing a request, or a change on its way, that a signature gives away: a row of a table.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#request-authentication>
public struct RequestMistake: Sendable {
    /// The name, stable for ever.
    public let id: String
    /// What it is about.
    public let aspect: Aspect
    /// What was signed in place of the right thing, as it follows `it verifies with`.
    public let words: String
    /// What to do about it.
    public let fix: String
    /// The objects that may have been signed instead of a right one.
    let variants: @Sendable (RequestObject, RequestCapture, XMatrixHeader) -> [RequestObject]

    /// A part of what is signed.
    public enum Aspect: String, Sendable, Hashable, CaseIterable {
        /// The method.
        case method
        /// Path and query.
        case uri
        /// The server that the request comes from.
        case origin
        /// The server that it is for.
        case destination
        /// The body.
        case content
        /// The key.
        case key
    }

    init(
        _ id: String, _ aspect: Aspect, _ words: String, fix: String,
        variants:
            @escaping @Sendable (RequestObject, RequestCapture, XMatrixHeader) ->
            [RequestObject]
    ) {
        self.id = id
        self.aspect = aspect
        self.words = words
        self.fix = fix
        self.variants = variants
    }

    /// A mistake in `uri`.
    static func uri(
        _ id: String, _ words: String, fix: String,
        _ spellings: @escaping @Sendable (String, RequestCapture) -> [String]
    ) -> RequestMistake {
        RequestMistake(id, .uri, words, fix: fix) { object, capture, _ in
            spellings(object.uri, capture).map { object.with(\.uri, $0) }
        }
    }

    /// A mistake in `origin` or `destination`.
    static func name(
        _ id: String, _ aspect: Aspect, _ words: String, fix: String,
        _ names: @escaping @Sendable (RequestCapture, XMatrixHeader) -> [String?]
    ) -> RequestMistake {
        RequestMistake(id, aspect, words, fix: fix) { object, capture, header in
            names(capture, header).compactMap { name in
                guard aspect == .origin else { return object.with(\.destination, name) }
                return name.map { object.with(\.origin, $0) }
            }
        }
    }

    /// A mistake in `content`.
    static func content(
        _ id: String, _ words: String, fix: String,
        _ contents: @escaping @Sendable ([UInt8]?) -> [[UInt8]?]
    ) -> RequestMistake {
        RequestMistake(id, .content, words, fix: fix) { object, capture, _ in
            contents(capture.request.body).map { object.with(\.content, $0) }
        }
    }
}

extension RequestObject {
    /// The object with another value of one member.
    func with<Value>(_ member: WritableKeyPath<RequestObject, Value>, _ value: Value) -> Self {
        var changed = self
        changed[keyPath: member] = value
        return changed
    }
}
