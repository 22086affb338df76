import FederationCore
import Synchronization

/// Finds the address of an HTTP proxy, once.
final class ProxyLocation: Sendable {
    let proxy: HTTPProxy
    private let names: any NameResolving
    private let found = Mutex<IPAddress?>(nil)

    init(_ proxy: HTTPProxy, names: any NameResolving) {
        self.proxy = proxy
        self.names = names
    }

    /// The way through the proxy.
    ///
    /// - Throws: ``TLSProbeError`` where its name has no address.
    func entry(timeout: Duration) async throws(TLSProbeError) -> ProxyEntry {
        if let address = found.withLock({ $0 }) {
            return ProxyEntry(proxy: proxy, address: address)
        }
        let address: IPAddress
        switch proxy.host {
        case .address(let literal): address = literal
        case .name(let name): address = try await look(up: name, timeout: timeout)
        }
        found.withLock { $0 = address }
        return ProxyEntry(proxy: proxy, address: address)
    }

    private func look(
        up name: String, timeout: Duration
    ) async throws(TLSProbeError) -> IPAddress {
        for type in [DNSQuestion.RecordType.a, .aaaa] {
            let answer = await names.resolve(
                DNSQuestion(name, type), timeout: timeout)
            for case .address(let address) in answer.records.map({ $0.data }) { return address }
        }
        throw TLSProbeError(.proxy, "the name of the proxy \(proxy) has no address")
    }
}
