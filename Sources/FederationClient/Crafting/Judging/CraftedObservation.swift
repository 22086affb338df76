public import FederationCore

/// What came of one crafted request.
public enum CraftedObservation: Sendable, Hashable {
    /// It was answered.
    case answered(HTTPResponse)
    /// There was no answer, and why.
    case failed(HTTPExchangeError)

    /// The status of the answer.
    public var status: Int? {
        guard case .answered(let response) = self else { return nil }
        return response.status
    }

    /// What came, in words, such as `400 M_BAD_JSON`.
    public var words: String {
        switch self {
        case .answered(let response): MatrixError(response)?.description ?? "\(response.status)"
        case .failed(let error): "no answer: \(error)"
        }
    }
}
