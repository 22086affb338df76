import FederationCore
import Synchronization

/// Answers that are given one after the other, the last one for ever.
final class Answers: Sendable {
    private let rest: Mutex<[Result<HTTPResponse, FederationRequestError>]>

    init(_ answers: [Result<HTTPResponse, FederationRequestError>]) {
        rest = Mutex(answers)
    }

    func next() throws(FederationRequestError) -> HTTPResponse {
        let answer = rest.withLock { rest in
            rest.count > 1 ? rest.removeFirst() : rest.first
        }
        guard let answer else { return HTTPResponse(status: 500) }
        return try answer.get()
    }
}
