import Certificates
import FederationCore
import FoundationEssentials

extension FactGatherer {
    /// Makes the further handshakes that tell one mistake from another; none where nothing is wrong.
    func tellHandshakesApart(_ facts: inout DestinationFacts) async {
        switch facts.handshake.value {
        case .failure(let error)? where error.refusesVersion:
            await recordWeak(&facts)
            guard facts.completedHandshake(of: .weakHandshake) == nil else { return }
            await recordNameless(&facts)
        case .failure(let error)? where error.phase == .handshake:
            await recordNameless(&facts)
            guard facts.completedHandshake(of: .namelessHandshake) == nil else { return }
            await recordWeak(&facts)
        case .success(let result)?:
            if result.verificationErrors.contains(where: { $0.kind == .wrongName }) {
                await recordNameless(&facts)
            }
            await recordNewer(than: result, &facts)
        case .failure?, nil: break
        }
    }

    /// Offers every cipher of TLS 1.2, where the version is known and none of the usual ones is.
    func tellCiphersApart(_ facts: inout DestinationFacts) async {
        guard case .failure(let error)? = facts.handshake(of: .olderHandshake).value,
            error.refusesCiphers
        else { return }
        let weak = await handshake(facts.destination) {
            $0.onlyVersion = .tls12
            $0.offersWeakAlgorithms = true
            $0.readsCertificates = false
        }
        facts.record(weak, of: .weakHandshake)
    }

    /// Looks for a newer certificate where the one of `result` ends: at port 443, and at the host of the
    /// well-known document.
    private func recordNewer(than result: TLSProbeResult, _ facts: inout DestinationFacts) async {
        guard let leaf = result.chain.first, leaf.isDue(at: environment.time.now) else { return }
        if let place = usualPort(beside: facts.destination) {
            facts.record(await handshake(place), of: .usualPortHandshake)
        }
        guard facts.newerCertificate == nil, let route = wellKnownPlace else { return }
        var place = facts.destination
        place.address = route.address
        place.port = route.port
        guard place != facts.destination, place != usualPort(beside: facts.destination) else {
            return
        }
        facts.record(await handshake(place), of: .newerHandshake)
    }

    /// Shakes hands without SNI, where the name is one that is sent.
    private func recordNameless(_ facts: inout DestinationFacts) async {
        guard case .name = facts.destination.tlsName else { return }
        let nameless = await handshake(facts.destination) { $0.sendsServerNameIndication = false }
        facts.record(nameless, of: .namelessHandshake)
    }

    /// Shakes hands with what current software refuses.
    private func recordWeak(_ facts: inout DestinationFacts) async {
        let weak = await handshake(facts.destination) { $0.offersWeakAlgorithms = true }
        facts.record(weak, of: .weakHandshake)
    }

    /// Port 443 for the same name: at the same address, or where the user leads it.
    private func usualPort(beside destination: Destination) -> Destination? {
        guard destination.port != 443, case .name(let name) = destination.tlsName else {
            return nil
        }
        let target = ConnectOverride.target(
            host: name, port: 443, overrides: environment.connectOverrides)
        var place = destination
        place.port = target.port
        if target.host != name {
            guard let address = IPAddress(parsing: target.host) else { return nil }
            place.address = address
        }
        let isSame = place.address == destination.address && place.port == destination.port
        return isSame ? nil : place
    }
}

extension TLSProbeError {
    /// Whether the peer knows the version, and shares no cipher or signature with us: `handshake_failure`.
    var refusesCiphers: Bool { alert == 40 }

    /// Whether the peer speaks no version of TLS that was offered: `protocol_version`.
    var refusesVersion: Bool { alert == 70 }
}

extension CertificateFacts {
    /// Whether it has expired, or is so near its end that it should have been renewed by now.
    func isDue(at moment: Date) -> Bool {
        notAfter.timeIntervalSince(moment) < warningSpan
    }

    /// From when on an expiry is a warning: 14 days, and a third of the lifetime of a certificate that
    /// lives shorter.
    var warningSpan: Double {
        min(14 * 86400, notAfter.timeIntervalSince(notBefore) / 3)
    }
}
