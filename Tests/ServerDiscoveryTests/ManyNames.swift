import FederationCore

/// A resolver that knows one service with many targets `hN.test`, each with an address of its own.
struct ManyNames: NameResolving {
    var services: [DNSRecord]

    func resolve(_ question: DNSQuestion, timeout: Duration) async -> DNSAnswer {
        if question == DNSQuestion("_matrix-fed._tcp.example.org", .srv) {
            return DNSAnswer(question: question, outcome: .found, records: services)
        }
        let digits = question.name.dropFirst().prefix { $0.isNumber }
        guard question.type == .a, question.name.hasSuffix(".test"), let last = UInt8(digits) else {
            return DNSAnswer(question: question, outcome: .noData)
        }
        return DNSAnswer(
            question: question, outcome: .found,
            records: [DNSRecord(.address(IPAddress(203, 0, 113, last)), timeToLive: 60)])
    }
}
