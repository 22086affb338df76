/// How the numbers of a document are judged and written.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#canonical-json>
public enum NumberReading: Sendable, Hashable, CaseIterable {
    /// The rule for events of room version 6 and later: plain integers within ±(2^53−1); `-0` and
    /// every exponent are refused.
    case strict
    /// The rule of the spec's encoder: `-0` becomes `0` and `1e10` becomes `10000000000`; what is
    /// then no integer within ±(2^53−1) is refused, and so is every decimal point.
    case normalizing
    /// The rule for events of room versions 1 to 5: every number of RFC 8259 keeps its own text.
    case preserving
}
