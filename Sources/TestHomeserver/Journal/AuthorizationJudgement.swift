/// What came in the `Authorization` header, and what is to be thought of it.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#request-authentication>
public enum AuthorizationJudgement: Sendable, Hashable, CustomStringConvertible {
    /// There was no `X-Matrix` header.
    case absent
    /// The header cannot be read, or another scheme was used.
    case unreadable(reason: String)
    /// The endpoint needs no signature, so nobody looked at the one that came.
    case notJudged(XMatrixClaim)
    /// The signature verifies.
    case accepted(XMatrixClaim)
    /// The signature does not verify, or cannot be checked.
    case refused(XMatrixClaim, reason: String)

    /// The judgement in words.
    public var description: String {
        switch self {
        case .absent: "no X-Matrix header"
        case .unreadable(let reason): "unreadable: \(reason)"
        case .notJudged(let claim): "\(claim), not judged"
        case .accepted(let claim): "\(claim), accepted"
        case .refused(let claim, let reason): "\(claim), refused: \(reason)"
        }
    }
}
