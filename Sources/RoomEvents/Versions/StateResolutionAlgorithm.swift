/// The algorithms that resolve state.
///
/// Spec: <https://spec.matrix.org/v1.19/rooms/#feature-matrix>
public enum StateResolutionAlgorithm: String, Sendable, Hashable, CaseIterable {
    /// Of room version 1.
    case v1 = "1"
    /// Of room versions 2 to 11.
    case v2 = "2"
    /// Of room version 12: it begins with nothing, and looks at the conflicted subgraph too.
    case v2_1 = "2.1"
}
