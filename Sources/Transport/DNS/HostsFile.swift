import FederationCore

/// The names and addresses of `/etc/hosts`.
///
/// A name that stands there is never asked for on the network, in neither family. Names under `localhost` are not
/// either (RFC 6761, 6.3): they are the loopback addresses, `::1` only where the file lists it for `localhost`.
public struct HostsFile: Sendable, Hashable {
    /// What answers call the file.
    static let source = "/etc/hosts"

    private var addresses: [String: [IPAddress]] = [:]

    /// An empty file.
    public init() {}

    /// Reads the contents of `/etc/hosts`; lines that do not begin with an address are skipped.
    public init(parsing contents: String) {
        for line in contents.split(whereSeparator: \.isNewline) {
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
            guard let first = words.first, let address = IPAddress(parsing: String(first)) else {
                continue
            }
            for word in words.dropFirst() {
                let name = Self.folded(String(word))
                if addresses[name, default: []].contains(address) { continue }
                addresses[name, default: []].append(address)
            }
        }
    }

    /// The answer that needs no network; none where `question` has to be asked.
    func answer(to question: DNSQuestion) -> DNSAnswer? {
        let name = Self.folded(question.name)
        let isLocal = name == "localhost" || name.hasSuffix(".localhost")
        guard question.type == .a || question.type == .aaaa else {
            return isLocal ? DNSAnswer(question: question, outcome: .noData) : nil
        }
        guard let listed = addresses[name] ?? (isLocal ? addresses["localhost"] ?? [] : nil) else {
            return nil
        }
        let family: IPAddress.Family = question.type == .a ? .v4 : .v6
        var found = listed.filter { $0.family == family }
        if isLocal, found.isEmpty, family == .v4 { found = [IPAddress(127, 0, 0, 1)] }
        return DNSAnswer(
            question: question, outcome: found.isEmpty ? .noData : .found,
            records: found.map { DNSRecord(.address($0)) },
            source: listed.isEmpty ? nil : Self.source)
    }

    private static func folded(_ name: String) -> String {
        let lowered = name.lowercased()
        return lowered.hasSuffix(".") ? String(lowered.dropLast()) : lowered
    }
}
