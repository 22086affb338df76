/// Why a homeserver did not start.
public enum HomeserverStartError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The configuration has no virtual server.
    case noServer
    /// The configuration has no address to listen on.
    case noListener
    /// Two virtual servers are asked for by the same name.
    case sharedName(String)
    /// The keys of a server cannot be published together.
    case badKeys(server: String, reason: String)
    /// What a server should have from its start cannot be.
    case badContent(server: String, reason: String, hint: String? = nil)
    /// A fault is set that cannot strike.
    case badFaults(FaultPlanError)
    /// The first virtual server has no certificate, and plain HTTP is not asked for.
    case noCertificate(server: String)
    /// The PEM of a certificate chain cannot be read.
    case badCertificate(server: String, reason: String)
    /// The PEM of a private key cannot be read, or is not the certificate's.
    case badPrivateKey(server: String, reason: String)
    /// Somebody else listens on the address.
    case addressInUse(String)
    /// The address cannot be listened on for another reason.
    case cannotListen(String, reason: String)

    /// The error in words, as it follows `fedctl: `.
    public var description: String {
        switch self {
        case .noServer: "there is no server name to serve"
        case .noListener: "there is no address to listen on"
        case .sharedName(let name): "two servers are asked for by the name '\(name)'"
        case .badKeys(let server, let reason): "the keys of \(server): \(reason)"
        case .badContent(let server, let reason, _): "the content of \(server): \(reason)"
        case .badFaults(let error): "\(error)"
        case .noCertificate(let server): "there is no certificate for \(server)"
        case .badCertificate(let server, let reason):
            "the certificate chain of \(server) is no PEM that can be served: \(reason)"
        case .badPrivateKey(let server, let reason):
            "the private key of \(server) does not serve its certificate: \(reason)"
        case .addressInUse(let address): "\(address): the address is in use"
        case .cannotListen(let address, let reason): "\(address): \(reason)"
        }
    }

    /// What can be done about it.
    public var hint: String? {
        switch self {
        case .noServer, .noListener, .sharedName, .badKeys, .cannotListen: nil
        case .badContent(_, _, let hint): hint
        case .badFaults(let error): error.hint
        case .noCertificate: "give a certificate and its key, or ask for plain HTTP"
        case .badCertificate: "give the chain in PEM, the server's own certificate first"
        case .badPrivateKey: "give the key that the certificate was issued for, in PEM"
        case .addressInUse: "choose another port, or 0 to have one chosen"
        }
    }
}
