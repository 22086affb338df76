/// Something in an `X-Matrix` header that a recipient must cope with and a sender should not send.
public enum XMatrixDeviation: String, Sendable, Hashable, CaseIterable {
    /// The scheme is not written `X-Matrix`.
    case schemeCase = "the scheme is not written 'X-Matrix'"
    /// More than one space after the scheme.
    case severalSpaces = "more than one space after the scheme"
    /// A name with capital letters.
    case upperCaseName = "a parameter name with capital letters"
    /// Spaces or tabs around a comma.
    case spaceAroundComma = "white space around a comma"
    /// Spaces or tabs around an equals sign.
    case spaceAroundEquals = "white space around '='"
    /// A backslash in a value.
    case backslash = "a backslash in a value"
    /// A value without quotes that holds a colon.
    case bareColon = "a value with ':' that is not quoted"
    /// Two commas with nothing between them, or one at an end.
    case emptyElement = "a comma with no parameter beside it"
    /// A signature in padded base64.
    case paddedSignature = "a signature in padded base64"
    /// A signature in URL-safe base64.
    case urlSafeSignature = "a signature in URL-safe base64, with '-' or '_'"
    /// No `destination`.
    case noDestination = "no 'destination'"
}
