import FederationCore
import Findings
import MatrixJSON
import RoomParticipation
import TestHomeserver
import TestSupport
import Testing

extension FaultProof {
    static let content: [FaultProof] = [
        joinProof("bad-signature", .integer(2), finds: "events.signature"),
        joinProof("missing-signature", .integer(1), finds: "events.signature"),
        joinProof("foreign-signature", .integer(1), finds: "events.signature"),
        joinProof("changed-event", .integer(1), finds: "events.content-hash"),
        joinProof("foreign-events", finds: "events.room"),
        joinProof("missing-state", finds: "state.create"),
        joinProof("wrong-state", finds: "events.allowed"),
        joinProof("auth-chain-hole", .text("m.room.member"), finds: "events.auth-chain"),
    ]

    /// A proof that joins a room, and complains of what it gets.
    static func joinProof(
        _ id: String, _ value: FaultValue? = nil, finds check: String
    ) -> FaultProof {
        FaultProof(id, value, at: "send-join", isPlain: true) { bed in
            let complaints = try await bed.complaintsOfJoining()
            #expect(complaints.isEmpty)
        } struck: { bed in
            let complaints = try await bed.complaintsOfJoining()
            #expect(complaints.contains(check), "\(complaints)")
        }
    }
}

extension FaultBed {
    /// The room that is there from the start.
    private func room() async throws -> RoomID {
        let directory = try #require(Endpoint.named("directory"))
        let answer = try await ask(
            try FederationRequest(
                directory, to: try ServerName(parsing: "one.test"),
                parameters: [RequestParameter("room_alias", "#lobby:one.test")]))
        guard case .string(let id)? = answer.json["room_id"] else {
            throw FaultProofError.noRoom
        }
        return try RoomID(parsing: id)
    }

    /// The server elsewhere, which knows the keys of all.
    var participant: Participant {
        get throws {
            var keys = [stranger.serverName: stranger.key.publicKey]
            keys[try ServerName(parsing: "one.test")] = try TestBed.key(1).publicKey
            keys[try ServerName(parsing: "two.test")] = try TestBed.key(2).publicKey
            return Participant(
                identity: stranger, federation: FaultBedFederation(bed: self),
                verifyKeys: KnownKeys(keys: keys), time: FixedTime(now: now))
        }
    }

    /// The room as a new user of the stranger gets it who joins.
    func joined() async throws -> JoinedRoom {
        let user = try UserID(parsing: "@u\(UInt32.random(in: 0 ... .max)):stranger.test")
        return try await JoinExchange(as: participant).join(
            JoinRequest(
                try await room(), as: user, through: [try ServerName(parsing: "one.test")]))
    }

    /// The checks that fail where a new user of the stranger joins the room.
    func complaintsOfJoining() async throws -> Set<String> {
        do {
            let joined = try await joined()
            return Set(joined.findings.filter { $0.verdict == .fail }.map { "\($0.check)" })
        } catch let error as MembershipError {
            guard let findings = error.attempts.first?.findings, !findings.isEmpty else {
                throw error
            }
            return Set(findings.filter { $0.verdict == .fail }.map { "\($0.check)" })
        }
    }
}

/// Sends the requests of servers elsewhere to the homeserver of a bed.
struct FaultBedFederation: FederationRequesting {
    let bed: FaultBed

    func send(
        _ request: FederationRequest, signedBy identity: FederationIdentity?
    ) async throws(FederationRequestError) -> FederationExchange {
        let name = request.destination
        let address = bed.running.addresses[0]
        do {
            let response = try await bed.ask(request)
            return FederationExchange(
                destination: Destination(
                    address: address.address, port: address.port, tlsName: .name(name.hostText),
                    hostHeader: name.description, specStep: "6"),
                request: HTTPRequest(
                    method: request.method, target: request.target,
                    hostHeader: name.description, body: request.body),
                response: response)
        } catch {
            preconditionFailure("the bed did not answer: \(error)")
        }
    }
}
