import FederationClient
import FederationCore
import Findings
import MatrixJSON
import RoomEvents
import RoomParticipation
import Synchronization
import TestSupport
import Testing

@Suite("Transactions")
struct TransactionTests {
    /// A sender on `us.example`, and what it asks.
    private struct Post {
        let federation: CannedFederation
        let sender: TransactionSender
        let sleep = RecordingSleep()
        let destination: ServerName

        init(
            retries: RetryPolicy = RetryPolicy(),
            _ answer: @escaping CannedFederation.Answering
        ) throws {
            federation = CannedFederation(answer)
            destination = try ServerName(parsing: "resident.example")
            let name = try Scene.ownName.get()
            sender = TransactionSender(
                as: Participant(
                    identity: FederationIdentity(
                        serverName: name, key: try CannedKeys.key(of: name)),
                    federation: federation, verifyKeys: CannedKeys(),
                    time: FixedTime(now: Moment.now)),
                retries: retries, waitingBy: sleep)
        }

        init(
            retries: RetryPolicy = RetryPolicy(),
            _ answers: Result<HTTPResponse, FederationRequestError>...
        ) throws {
            let answers = Answers(answers)
            try self.init(retries: retries) { (_) throws(FederationRequestError) in
                try answers.next()
            }
        }

        var bodies: [JSONValue] {
            get throws {
                try federation.journal.map { try JSONValue(parsing: $0.body ?? []) }
            }
        }
    }

    private static func good(_ pdus: JSONObject = [:]) -> Result<
        HTTPResponse, FederationRequestError
    > {
        .success(CannedResident.json(["pdus": .object(pdus)]))
    }

    private static func silence() throws -> Result<HTTPResponse, FederationRequestError> {
        .failure(.noAnswer(try ServerName(parsing: "resident.example"), attempts: []))
    }

    private static func events(_ count: Int) throws -> [Event] {
        var room = try CannedRoom(RoomVersion.all[10])
        return try (0..<count).map { number in
            try room.make(
                "m.room.message", nil, by: CannedRoom.creator, ["body": .integer(Int64(number))])
        }
    }

    private static func echo(_ request: FederationRequest) -> HTTPResponse {
        let body = try? JSONDocument(parsing: request.body ?? [])
        var results: JSONObject = [:]
        for pdu in body?.root["pdus"]?.elements ?? [] {
            let event = try? Event(parsing: Array(pdu.rawBytes), version: RoomVersion.all[10])
            if let event { results["\(event.eventID)"] = [:] }
        }
        return CannedResident.json(["pdus": .object(results)])
    }

    @Test("Events and data go in as few transactions as may be, each with its own ID")
    func splits() async throws {
        let post = try Post { (request) throws(FederationRequestError) in Self.echo(request) }
        let events = try Self.events(101)
        let edus = (0..<150).map { JSONObject([("n", .integer($0))]) }
        let delivered = try await post.sender.send(events, edus: edus, to: post.destination)
        let bodies = try post.bodies
        #expect(delivered.count == 3)
        #expect(delivered.flatMap(\.results).map(\.eventID) == events.map(\.eventID))
        #expect(delivered.flatMap(\.results).allSatisfy { $0.outcome == .taken })
        #expect(delivered.flatMap(\.findings).allSatisfy { $0.verdict == .pass })
        #expect(Set(delivered.map(\.id)).count == 3)
        #expect(
            post.federation.journal.map(\.target)
                == delivered.map {
                    "/_matrix/federation/v1/send/\($0.id)"
                })
        func counts(_ name: String) -> [Int] {
            bodies.map { body in
                guard case .array(let list)? = body[name] else { return 0 }
                return list.count
            }
        }
        #expect(counts("pdus") == [50, 50, 1])
        #expect(counts("edus") == [100, 50, 0])
        for body in bodies {
            #expect(body["origin"] == "us.example")
            #expect(body["origin_server_ts"] == .integer(Moment.milliseconds))
        }
        #expect(try await post.sender.send([], to: post.destination).isEmpty)
    }

    @Test("What becomes of each event is told")
    func results() async throws {
        let events = try Self.events(4)
        let ids = events.map { "\($0.eventID)" }
        let post = try Post(
            Self.good([
                ids[0]: [:], ids[1]: ["error": "no"], ids[2]: "odd", "$other": [:],
            ]))
        let delivered = try await post.sender.send(events, to: post.destination)
        #expect(
            delivered.first?.results.map(\.outcome) == [
                .taken, .refused("no"), .refused("\"odd\""), .notMentioned,
            ])
        #expect(delivered.first?.findings.map(\.verdict) == [.warn, .warn])
    }

    @Test(
        "A server that says 200 has the transaction, whatever else it says",
        arguments: ["", "<html>", "[]", "{}", #"{"pdus":[]}"#])
    func oddAnswers(body: String) async throws {
        let post = try Post(.success(HTTPResponse(status: 200, body: Array(body.utf8))))
        let delivered = try await post.sender.send(Self.events(1), to: post.destination)
        #expect(delivered.first?.results.map(\.outcome) == [.notMentioned])
        #expect(delivered.first?.findings.map(\.check) == ["transaction.results"])
        #expect(delivered.first?.findings.first?.verdict == .fail)
        #expect(post.federation.journal.count == 1)
    }

    @Test("What fails is repeated byte for byte under the same ID, with longer and longer waits")
    func repeats() async throws {
        let post = try Post(
            Self.silence(), .success(HTTPResponse(status: 502)),
            .success(HTTPResponse(status: 500)), Self.good())
        let delivered = try await post.sender.send(Self.events(1), to: post.destination)
        #expect(post.sleep.journal == [.seconds(1), .seconds(2), .seconds(4)])
        #expect(Set(post.federation.journal).count == 1)
        #expect(post.federation.journal.count == 4)
        #expect(delivered.first?.steps.map(\.isDone) == [false, false, false, true])
    }

    @Test("A server that asks for a wait gets it, but for one that is too long")
    func rateLimits() async throws {
        let busy: JSONObject = ["errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 90_000]
        let post = try Post(.success(CannedResident.json(busy, status: 429)), Self.good())
        _ = try await post.sender.send(Self.events(1), to: post.destination)
        #expect(post.sleep.journal == [.seconds(90)])
        let impatient = try Post(
            retries: RetryPolicy(longestWait: .seconds(60)),
            .success(CannedResident.json(busy, status: 429)), Self.good())
        let error = await #expect(throws: TransactionError.self) {
            _ = try await impatient.sender.send(Self.events(1), to: impatient.destination)
        }
        #expect(error?.description.contains("given up after 1 attempt: 429") == true)
        #expect(impatient.sleep.journal.isEmpty)
    }

    @Test("It is given up after so many attempts, and what was delivered is told")
    func givesUp() async throws {
        let post = try Post(
            retries: RetryPolicy(attempts: 3, firstWait: .seconds(40), longestWait: .seconds(60)),
            Self.good(), .success(HTTPResponse(status: 503)))
        let error = await #expect(throws: TransactionError.self) {
            _ = try await post.sender.send(Self.events(51), to: post.destination)
        }
        #expect(error?.delivered.count == 1)
        #expect(error?.steps.count == 3)
        #expect(post.sleep.journal == [.seconds(40), .seconds(60)])
        #expect(post.federation.journal.count == 4)
    }

    @Test("What is refused is not repeated", arguments: [400, 401, 403, 404, 413])
    func refused(status: Int) async throws {
        let post = try Post(.success(HTTPResponse(status: status)))
        let error = await #expect(throws: TransactionError.self) {
            _ = try await post.sender.send(Self.events(1), to: post.destination)
        }
        guard case .refused(let refusal, _)? = error?.cause else {
            Issue.record("another cause: \(String(describing: error))")
            return
        }
        #expect(refusal.status == status)
        #expect(post.federation.journal.count == 1)
    }

    @Test("A wait that is given up ends the transaction")
    func cancelled() async throws {
        let post = try Post(.success(HTTPResponse(status: 503)))
        let events = try Self.events(1)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await post.sender.send(events, to: post.destination)
        }
        await #expect(throws: TransactionError.self) { _ = try await task.value }
        #expect(post.federation.journal.count == 1)
    }

    @Test("A server gets one transaction at a time, in order, and servers do not wait for others")
    func oneAtATime() async throws {
        let active = Mutex<(now: [ServerName: Int], most: Int, servers: Int)>(([:], 0, 0))
        let post = try Post { (request) throws(FederationRequestError) in
            active.withLock { state in
                state.now[request.destination, default: 0] += 1
                state.most = max(state.most, state.now[request.destination] ?? 0)
                state.servers = max(state.servers, state.now.values.count { $0 > 0 })
            }
            // Nobody is answered before both servers have been asked.
            var patience = 2_000
            while active.withLock({ $0.servers }) < 2, patience > 0 {
                try? await Task.sleep(for: .milliseconds(5))
                patience -= 1
            }
            await Task.yield()
            active.withLock { $0.now[request.destination, default: 0] -= 1 }
            return CannedResident.json(["pdus": [:]])
        }
        let other = try ServerName(parsing: "other.example")
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<6 {
                let destination = number % 2 == 0 ? post.destination : other
                group.addTask {
                    _ = try? await post.sender.send(
                        [], edus: [["edu_type": "m.test"]], to: destination)
                }
            }
        }
        #expect(post.federation.journal.count == 6)
        #expect(active.withLock { $0.most } == 1)
        #expect(active.withLock { $0.servers } == 2)
    }
}
