extension JSONSyntaxError {
    /// What the grammar wants where something else stands.
    public enum Expectation: String, Hashable, Sendable, CustomStringConvertible {
        /// The beginning of a value.
        case value = "a value"
        /// The opening quote of a key.
        case key = "a key"
        /// The opening quote of a key, or the end of the object.
        case keyOrEnd = "a key or '}'"
        /// A value, or the end of the array.
        case valueOrEnd = "a value or ']'"
        /// The colon after a key.
        case colon = "':'"
        /// A comma, or the end of the object.
        case commaOrObjectEnd = "',' or '}'"
        /// A comma, or the end of the array.
        case commaOrArrayEnd = "',' or ']'"

        /// The expectation in words.
        public var description: String { rawValue }
    }
}
