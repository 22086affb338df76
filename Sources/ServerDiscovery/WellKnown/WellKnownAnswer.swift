public import FederationCore

/// What one address of a host answers when it is asked for the well-known document.
public struct WellKnownAnswer: Sendable, Hashable {
    /// The address.
    public var address: IPAddress
    /// The port.
    public var port: UInt16
    /// What the answer says.
    public var reading: Reading

    /// What an answer says.
    public enum Reading: Sendable, Hashable, CustomStringConvertible {
        /// Requests go to another name.
        case delegates(to: ServerName)
        /// The document is elsewhere.
        case redirects(to: String)
        /// Nothing, and why.
        case failed(WellKnownFailure)

        /// The answer in words.
        public var description: String {
            switch self {
            case .delegates(let name): "delegates to \(name)"
            case .redirects(let location): "redirects to \(location)"
            case .failed(let failure): failure.description
            }
        }
    }

    /// An answer.
    public init(address: IPAddress, port: UInt16, reading: Reading) {
        self.address = address
        self.port = port
        self.reading = reading
    }
}

extension WellKnownAnswer.Reading {
    /// Reads an answer, without following it.
    init(of response: HTTPResponse?) {
        guard let response else {
            self = .failed(.noAnswer(HTTPExchangeError(.other, "no answer")))
            return
        }
        if WellKnownResult.redirectStatuses.contains(response.status) {
            let location = response.headers.firstValue(of: "Location")
            self =
                location.map { .redirects(to: $0) }
                ?? .failed(.redirectWithoutLocation(status: response.status))
            return
        }
        guard response.status == 200 else {
            self = .failed(.status(response.status))
            return
        }
        do {
            self = .delegates(to: try WellKnownDocument.delegation(in: response.body))
        } catch {
            self = .failed(error)
        }
    }
}
