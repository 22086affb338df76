import FederationCore
import SigningKeys

/// Makes the key documents that a server hands out: its own, and with its signature added those of
/// the other servers of the process.
struct KeyAnswers {
    private let call: EndpointCall

    /// How many servers are asked at a time.
    private static let concurrency = 8

    init(_ call: EndpointCall) {
        self.call = call
    }

    /// The key document of the server that is asked, with its own key.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#publishing-keys>
    func ownDocument() throws(Refusal) -> [UInt8] {
        do {
            return try call.server.keyDocument(now: call.now)
        } catch {
            throw Self.unsignable(error)
        }
    }

    /// The key document of a server of the process, with the key that it shows, signed by itself and by the server
    /// that is asked.
    private func document(of server: VirtualServer) throws(Refusal) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = try call.state.standIns.document(
                try server.keyDocument(now: call.now), of: server, now: call.now)
        } catch {
            throw Self.unsignable(error)
        }
        return server.name == call.server.name ? bytes : try signed(bytes)
    }

    /// A document of somebody else with the signature of the server that is asked added.
    private func signed(_ document: [UInt8]) throws(Refusal) -> [UInt8] {
        let notary = call.server
        do {
            return try signObject(
                document, as: notary.name.description,
                with: call.state.standIns.requestKey(of: notary))
        } catch {
            throw Self.unsignable(error)
        }
    }

    private static func unsignable(_ error: any Error) -> Refusal {
        Refusal(500, "M_UNKNOWN", "\(error)")
    }

    /// The documents of the servers that are asked for, as far as they can be had; several servers
    /// are asked at the same time.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#querying-keys-through-another-server>
    func notarized(_ questions: [NotaryQuestion]) async throws(Refusal) -> Answer {
        var own: [[UInt8]] = []
        var foreign: [(ServerName, Int64)] = []
        for question in questions {
            // What is no server name has no keys either.
            guard let name = try? ServerName(parsing: question.server) else { continue }
            if let server = call.directory.server(named: name),
                !call.state.isApart || server.name == call.server.name
            {
                own.append(try document(of: server))
            } else {
                foreign.append((name, question.validUntil ?? call.now))
            }
        }
        for document in await fetched(foreign) { own.append(try signed(document)) }
        let list = own.joined(separator: [UInt8(ascii: ",")])
        return Answer(status: 200, body: Array(#"{"server_keys":["#.utf8) + list + Array("]}".utf8))
    }

    /// The documents of servers elsewhere, in the order of the questions.
    private func fetched(_ wanted: [(ServerName, Int64)]) async -> [[UInt8]] {
        guard let notary = call.state.notary else { return [] }
        let found = await withTaskGroup(of: (Int, [UInt8]?).self) { group in
            var found: [(Int, [UInt8]?)] = []
            for (index, (server, minimum)) in wanted.enumerated() {
                // No more than a few at a time.
                if index >= Self.concurrency, let one = await group.next() { found.append(one) }
                group.addTask { (index, await notary.document(of: server, validUntil: minimum)) }
            }
            for await one in group { found.append(one) }
            return found
        }
        return found.sorted { $0.0 < $1.0 }.compactMap(\.1)
    }
}
