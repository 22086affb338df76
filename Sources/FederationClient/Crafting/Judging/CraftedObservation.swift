public import FederationCore
import MatrixJSON

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

    /// Whether a homeserver answered what was asked.
    ///
    /// It does so with JSON, with media, or with a refusal that has an `errcode` and is not that of a path that
    /// nobody knows: a front end answers with pages, and a homeserver refuses unknown paths, whoever asks.
    var isOfHomeserver: Bool {
        guard case .answered(let response) = self else { return false }
        guard let refusal = MatrixError(response) else {
            return response.mediaType?.hasPrefix("multipart/") == true
                || (try? JSONDocument(parsing: response.body, numbers: .preserving)) != nil
        }
        return refusal.errcode.map { $0 != "M_UNRECOGNIZED" } ?? false
    }

    /// What came, in words, such as `400 M_BAD_JSON`.
    public var words: String {
        switch self {
        case .answered(let response): MatrixError(response)?.description ?? "\(response.status)"
        case .failed(let error): "no answer: \(error)"
        }
    }
}
