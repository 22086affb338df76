import FederationCore

extension DNSRecord.Data {
    /// The record in words, as `dig +short` shows it.
    var words: String {
        switch self {
        case .address(let address): address.description
        case .alias(let name), .nameServer(let name): name
        case .service(let priority, let weight, let port, let target):
            "\(priority) \(weight) \(port) \(target)"
        }
    }
}
