import FederationCore

extension ServerDiscovery {
    /// What each address of the well-known host answers, when it is asked alone; redirects are told and
    /// not followed.
    ///
    /// Discovery takes the first answer that it gets, and so does every peer: but each begins with
    /// another address. What discovery itself asked is not asked again.
    public func wellKnownAnswers(of result: DiscoveryResult) async -> [WellKnownAnswer] {
        guard let hop = result.wellKnown?.hops.first, !hop.attempts.isEmpty else { return [] }
        var answers = hop.attempts.map { attempt in
            let reading =
                if let error = attempt.error {
                    WellKnownAnswer.Reading.failed(.noAnswer(error))
                } else {
                    WellKnownAnswer.Reading(of: hop.response)
                }
            return WellKnownAnswer(address: attempt.address, port: attempt.port, reading: reading)
        }
        let asked = Set(answers.map(\.address))
        var known: Set<IPAddress> = asked
        var others: [IPAddress] = []
        for record in hop.addressAnswers.lazy.flatMap(\.records) {
            guard case .address(let address) = record.data,
                environment.families.contains(address.family), known.insert(address).inserted
            else { continue }
            others.append(address)
        }
        let room = max(0, Self.maximumWellKnownAttempts - asked.count)
        let (port, name) = (hop.attempts[0].port, result.serverName)
        let more = await withTaskGroup(of: (Int, WellKnownAnswer).self) { group in
            for (index, address) in others.prefix(room).enumerated() {
                group.addTask { (index, await self.wellKnown(of: name, at: address, port: port)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        answers += more.sorted { $0.0 < $1.0 }.map(\.1)
        return answers
    }

    private func wellKnown(
        of name: ServerName, at address: IPAddress, port: UInt16
    ) async -> WellKnownAnswer {
        let request = HTTPRequest(
            method: "GET", target: "/.well-known/matrix/server", hostHeader: name.hostText,
            headers: [
                HTTPHeader("User-Agent", environment.userAgent),
                HTTPHeader("Accept", "application/json"),
            ])
        let route = HTTPRoute(
            address: address, port: port, tlsName: name.host.tlsName,
            verifiesCertificate: environment.verifiesCertificates)
        do throws(HTTPExchangeError) {
            let response = try await environment.exchange(
                request, over: route, maximumBodyBytes: WellKnownResult.maximumBodyBytes)
            return WellKnownAnswer(
                address: address, port: port, reading: .init(of: response))
        } catch {
            let failure = error.phase == .tooLarge ? WellKnownFailure.tooLarge : .noAnswer(error)
            return WellKnownAnswer(address: address, port: port, reading: .failed(failure))
        }
    }
}
