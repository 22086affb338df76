public import Certificates
public import FederationCore

/// Why an issuer could not be fetched.
public enum IssuerFetchError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The address is not `http://HOST[:PORT]/…`.
    case unusableURL
    /// The host has no address.
    case noAddress(host: String)
    /// No answer.
    case noAnswer(HTTPExchangeError)
    /// Another answer than the certificate.
    case status(Int)
    /// What came is no certificate.
    case noCertificate(CertificateError)

    /// What is wrong, in lower case and without a full stop.
    public var description: String {
        switch self {
        case .unusableURL: "expected an address with http://"
        case .noAddress(let host): "\(host) has no address"
        case .noAnswer(let error): error.reason
        case .status(let status): "status \(status), expected 200"
        case .noCertificate(let error): "\(error)"
        }
    }
}
