import Certificates
import FederationCore
import FoundationEssentials

/// Fetches the issuers that a server does not send, as browsers do and homeservers do not.
struct IssuerFetcher: Sendable {
    let environment: FederationEnvironment
    let trust: TrustStore

    /// The most certificates that are fetched for one chain.
    static let maximumCertificates = 4
    /// The most bytes that a certificate may have.
    static let maximumBytes = 64 << 10

    /// Fetches what is missing of `sent`; none where nothing is missing, no steps where nothing says where.
    func fetch(for sent: [CertificateFacts]) async -> IssuerFetch? {
        guard let leaf = sent.first,
            issuingPath(of: leaf, among: sent).last?.isSelfIssued == false
        else { return nil }
        var fetch = IssuerFetch()
        while fetch.steps.count < Self.maximumCertificates {
            let fetched = fetch.certificates
            let top = issuingPath(of: leaf, among: sent + fetched).last ?? leaf
            guard !top.isSelfIssued, let url = top.issuerURLs.first,
                !fetch.steps.contains(where: { $0.url == url })
            else { break }
            fetch.steps.append(IssuerFetch.Step(url: url, outcome: await issuer(of: top, at: url)))
            let certificates = fetch.certificates
            fetch.errors = trust.verify(
                sent, extra: certificates, at: environment.time.now)
            if fetch.completes || certificates.count == fetched.count { break }
        }
        return fetch
    }

    /// The certificate of who issued `certificate`: of several, the one of its name.
    private func issuer(
        of certificate: CertificateFacts, at url: String
    ) async -> Result<CertificateFacts, IssuerFetchError> {
        do throws(IssuerFetchError) {
            let published = try await fetched(from: url)
            return .success(published.first { $0.subject == certificate.issuer } ?? published[0])
        } catch {
            return .failure(error)
        }
    }

    private func fetched(
        from url: String
    ) async throws(IssuerFetchError) -> [CertificateFacts] {
        guard let place = Place(url) else { throw .unusableURL }
        let target = ConnectOverride.target(
            host: place.host, port: place.port, overrides: environment.connectOverrides)
        guard let address = await address(of: target.host) else {
            throw .noAddress(host: target.host)
        }
        let request = HTTPRequest(
            method: "GET", target: place.target, hostHeader: place.authority,
            headers: [HTTPHeader("User-Agent", environment.userAgent)])
        let route = HTTPRoute(
            address: address, port: target.port, tlsName: .name(place.host), usesTLS: false)
        let response: HTTPResponse
        do {
            response = try await environment.exchange(
                request, over: route, maximumBodyBytes: Self.maximumBytes)
        } catch {
            throw .noAnswer(error)
        }
        guard response.status == 200 else { throw .status(response.status) }
        do {
            return try CertificateFacts.reading(published: response.body)
        } catch {
            throw .noCertificate(error)
        }
    }

    private func address(of host: String) async -> IPAddress? {
        if let address = IPAddress(parsing: host) { return address }
        let types: [(IPAddress.Family, DNSQuestion)] = [
            (.v4, DNSQuestion(host, .a)), (.v6, DNSQuestion(host, .aaaa)),
        ]
        for (family, question) in types where environment.families.contains(family) {
            for record in await environment.answer(to: question).records {
                if case .address(let address) = record.data { return address }
            }
        }
        return nil
    }

    /// The parts of an `http` address.
    private struct Place {
        let authority: String
        let host: String
        let port: UInt16
        let target: String

        init?(_ url: String) {
            guard url.lowercased().hasPrefix("http://"), url.utf8.count <= 2048,
                url.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else { return nil }
            let rest = url.dropFirst("http://".count)
            let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
            authority = String(rest[..<end])
            let path = rest[end...].prefix { $0 != "#" }
            target = path.hasPrefix("/") ? String(path) : "/" + path
            guard let name = try? ServerName(parsing: authority) else { return nil }
            port = name.port ?? 80
            host =
                switch name.host {
                case .name(let text): text
                case .address(let address): address.description
                }
        }
    }
}
