import FederationCore

extension DNSQuestion.RecordType {
    /// The number of the type in messages.
    var number: UInt16 {
        switch self {
        case .a: 1
        case .ns: 2
        case .cname: 5
        case .aaaa: 28
        case .srv: 33
        }
    }

    /// The type with that number, among those that federation needs.
    init?(number: UInt16) {
        guard let type = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = type
    }
}
