extension EventViolation {
    /// What can be wrong with the form of an event; the raw value is its name for ever.
    public enum Kind: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
        /// The bytes are no JSON.
        case syntax = "json.syntax"
        /// An object has the same key twice.
        case duplicateKey = "json.duplicate-key"
        /// An escaped surrogate has no partner, so that UTF-8 cannot write it.
        case loneSurrogate = "json.lone-surrogate"
        /// The bytes are not UTF-8.
        case invalidUTF8 = "json.invalid-utf8"
        /// Objects and arrays are nested deeper than 512, where fedctl stops.
        case tooDeep = "json.too-deep"
        /// A number has a decimal point, since room version 6.
        case decimalPoint = "number.decimal-point"
        /// A number has an exponent, since room version 6.
        case exponent = "number.exponent"
        /// A number is `-0`, since room version 6.
        case negativeZero = "number.negative-zero"
        /// An integer is beyond ±(2^53−1), since room version 6.
        case integerOutOfRange = "number.out-of-range"
        /// The event is no object.
        case notAnObject = "event.not-an-object"
        /// The event has more than 65,536 bytes of canonical JSON.
        case tooLarge = "event.too-large"
        /// A member is not there that has to be.
        case missing = "member.missing"
        /// A member is of another type.
        case wrongType = "member.wrong-type"
        /// A member is there that must not be.
        case unexpected = "member.unexpected"
        /// A text has more than 255 bytes.
        case tooLong = "text.too-long"
        /// A text is not what it has to be, such as a user ID.
        case invalidIdentifier = "identifier.invalid"
        /// An event ID or room ID is of the form of another room version.
        case otherForm = "identifier.other-form"
        /// More than 20 `prev_events`, or more than 10 `auth_events`.
        case tooManyReferences = "references.too-many"
        /// An entry of `prev_events` or `auth_events` is not what the room version writes there.
        case malformedReference = "references.malformed"
        /// `depth` is negative, or larger than the room version allows.
        case depthOutOfRange = "depth.out-of-range"

        /// The name.
        public var description: String { rawValue }
    }
}
