import FederationCore

/// A resolver that answers every question for IPv4 addresses with the same records.
struct FloodingNames: NameResolving {
    var records: [DNSRecord]

    func resolve(_ question: DNSQuestion, timeout: Duration) async -> DNSAnswer {
        question.type == .a
            ? DNSAnswer(question: question, outcome: .found, records: records)
            : DNSAnswer(question: question, outcome: .noData)
    }
}
