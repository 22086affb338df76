import FederationCore
import ServerDiscovery

extension CheckContext {
    /// What leads peers to `destination`, and is to be mended where nothing answers there: else `fix` alone.
    func fix(of destination: Destination, else fix: String) -> String {
        if let mistake = mistakenWellKnown {
            return "first mend the well-known document (\(mistake)): peers come to "
                + "\(destination.tlsName.urlHost):\(destination.port) only because they cannot use it"
        }
        guard let service else { return fix }
        return "\(fix); or, if the homeserver listens at another port, correct the SRV record "
            + "\(service)"
    }

    /// Where the document is there and cannot be used: the check that says why.
    private var mistakenWellKnown: String? {
        guard discovery.delegatedName == nil, let wellKnown = discovery.wellKnown,
            let failure = wellKnown.failure
        else { return nil }
        switch failure {
        case .notJSON, .notAnObject, .noServer, .serverNotText, .serverInvalid:
            return "see well-known.delegation"
        case .noAnswer(let error) where [.certificate, .tls, .notHTTP].contains(error.phase):
            return "see well-known.reachable"
        default: return nil
        }
    }

    /// The SRV record that the way goes through; none where it goes through none.
    private var service: String? {
        let name = discovery.delegatedName?.hostText ?? serverName.hostText
        switch discovery.specStep {
        case "3.3", "4": return "_matrix-fed._tcp.\(name)"
        case "3.4", "5": return "_matrix._tcp.\(name)"
        default: return nil
        }
    }
}
