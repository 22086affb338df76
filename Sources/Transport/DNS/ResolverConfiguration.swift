import FederationCore

/// Which name servers are asked, and how patiently.
public struct ResolverConfiguration: Sendable, Hashable {
    /// The servers, in the order in which they are asked; the next one only after silence or a failure.
    public var servers: [NameServer]
    /// How long one server is waited for before the next is asked.
    public var timeout: Duration
    /// How often each server is asked.
    public var attempts: Int

    /// The most servers that are asked, as in the C library.
    static let mostServers = 3

    /// These servers, with the patience of the C library by default.
    public init(servers: [NameServer], timeout: Duration = .seconds(5), attempts: Int = 2) {
        self.servers = servers
        self.timeout = timeout
        self.attempts = max(1, attempts)
    }

    /// Reads the contents of `/etc/resolv.conf`: `nameserver` and the options `timeout` and `attempts`.
    ///
    /// The search list is not used, since federation's names are absolute. Where no server is named, it is the one
    /// of this machine. Lines that are not understood are skipped, as the C library does.
    public init(parsing contents: String) {
        self.init(servers: [])
        for line in contents.split(whereSeparator: \.isNewline) {
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            guard line.first == words.first?.first, words.count > 1 else { continue }
            switch words[0] {
            case "nameserver":
                if servers.count < Self.mostServers, let server = Self.server(words[1]) {
                    servers.append(server)
                }
            case "options":
                for option in words.dropFirst() { take(option) }
            default:
                continue
            }
        }
        if servers.isEmpty { servers = [NameServer(IPAddress(127, 0, 0, 1))] }
    }

    private static func server(_ word: Substring) -> NameServer? {
        let parts = word.split(separator: "%", maxSplits: 1)
        guard let first = parts.first, let address = IPAddress(parsing: String(first)) else {
            return nil
        }
        return NameServer(address, zone: parts.count > 1 ? String(parts[1]) : nil)
    }

    /// The C library allows 30 seconds and 5 attempts at the most.
    private mutating func take(_ option: Substring) {
        let parts = option.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let number = Int(parts[1]), number > 0 else { return }
        switch parts[0] {
        case "timeout": timeout = .seconds(min(number, 30))
        case "attempts": attempts = min(number, 5)
        default: return
        }
    }
}
