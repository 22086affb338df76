import FederationCore
import Synchronization
import TestSupport
import Testing
import Transport

@Suite("Name servers that fail")
struct DNSFailureTests {
    private let question = DNSQuestion("a.example", .a)
    private static let record = ScriptedRecord.a("a.example", [192, 0, 2, 1])

    @Test("A silent server is waited for no longer than the limit")
    func silence() async throws {
        let server = try ScriptedNameServer { _ in .silence }
        let answer = await DNSClient.asking(server).resolve(
            question, timeout: .milliseconds(300))
        #expect(answer.outcome == .timedOut)
        #expect(answer.source == "127.0.0.1:\(server.port)")
        #expect((299..<500).contains(answer.milliseconds))
        #expect(server.queries.count == 2)
    }

    @Test("A lost packet is sent again")
    func retry() async throws {
        let count = Mutex(0)
        let server = try ScriptedNameServer { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return number == 1 ? .silence : .answer([Self.record])
        }
        let client = DNSClient(
            configuration: ResolverConfiguration(
                servers: [NameServer(server.address, port: server.port)],
                timeout: .milliseconds(100)))
        let answer = await client.resolve(question, timeout: .seconds(5))
        #expect(answer.outcome == .found)
        #expect(server.queries.count == 2)
        #expect(Set(server.queries.map(\.sourcePort)).count == 2)
    }

    @Test("A lost packet is sent again after a second, and the second one after two")
    func repetition() async throws {
        let moments = Mutex<[ContinuousClock.Instant]>([])
        let server = try ScriptedNameServer { _ in
            let count = moments.withLock { moments in
                moments.append(.now)
                return moments.count
            }
            return count < 3 ? .silence : .answer([Self.record])
        }
        let client = DNSClient(
            configuration: ResolverConfiguration(
                servers: [NameServer(server.address, port: server.port)]))
        let answer = await client.resolve(question, timeout: .seconds(10))
        #expect(answer.outcome == .found)
        #expect((2_900..<4_500).contains(answer.milliseconds), "\(answer.milliseconds)")
        let times = moments.withLock { $0 }
        #expect(times.count == 3)
        #expect(times[1] - times[0] >= .milliseconds(900))
        #expect(times[2] - times[1] >= .milliseconds(1_900))
    }

    @Test("An answer to the first question counts after the second was sent")
    func lateAnswer() async throws {
        let server = try ScriptedNameServer { _ in
            pause(milliseconds: 300)
            return .answer([Self.record])
        }
        let client = DNSClient(
            configuration: ResolverConfiguration(
                servers: [NameServer(server.address, port: server.port)],
                timeout: .milliseconds(200)))
        let answer = await client.resolve(question, timeout: .seconds(5))
        #expect(answer.outcome == .found)
        #expect((300..<590).contains(answer.milliseconds))
    }

    @Test("A closed port is known at once, and named")
    func closedPort() async throws {
        let port: UInt16
        do {
            let server = try ScriptedNameServer { _ in .silence }
            port = server.port
        }
        try await Task.sleep(for: .milliseconds(150))
        let client = DNSClient(
            configuration: ResolverConfiguration(
                servers: [NameServer(IPAddress(127, 0, 0, 1), port: port)]))
        let answer = await client.resolve(question, timeout: .seconds(5))
        #expect(answer.outcome == .unreachable(reason: "no answer over UDP: connection refused"))
        #expect(answer.source == "127.0.0.1:\(port)")
        #expect(answer.milliseconds < 500)
    }

    @Test(
        "The next server is asked after a failure",
        arguments: [ScriptedNameReply.serverFailure, .refused, .silence])
    func nextServer(reply: ScriptedNameReply) async throws {
        let bad = try ScriptedNameServer { _ in reply }
        let good = try ScriptedNameServer { _ in .answer([Self.record]) }
        let client = DNSClient(
            configuration: ResolverConfiguration(
                servers: [bad, good].map { NameServer($0.address, port: $0.port) },
                timeout: .milliseconds(100)))
        let answer = await client.resolve(question, timeout: .seconds(5))
        #expect(answer.outcome == .found)
        #expect(answer.source == "127.0.0.1:\(good.port)")
        #expect(bad.queries.count == 1)
    }

    @Test("No is an answer: the next server is not asked")
    func noIsAnAnswer() async throws {
        let first = try ScriptedNameServer { _ in .noSuchName }
        let second = try ScriptedNameServer { _ in .answer([Self.record]) }
        let client = DNSClient(
            configuration: ResolverConfiguration(
                servers: [first, second].map { NameServer($0.address, port: $0.port) }))
        let answer = await client.resolve(question, timeout: .seconds(5))
        #expect(answer.outcome == .noSuchName)
        #expect(second.queries.isEmpty)
    }

    @Test("Answers with another number or about another question are not ours")
    func forgery() async throws {
        let server = try ScriptedNameServer { query in
            var wrongNumber = ScriptedNameReply.message(query, answers: [Self.record])
            wrongNumber[1] ^= 1
            var other = query
            other.name = "b.example"
            let wrongName = ScriptedNameReply.message(
                other, answers: [.a("b.example", [10, 0, 0, 1])])
            var question = ScriptedNameReply.message(query)
            question[2] &= 0x7F
            let good = ScriptedNameReply.message(query, answers: [Self.record])
            return .messages([wrongNumber, wrongName, question, good])
        }
        let answer = await DNSClient.asking(server).resolve(question, timeout: .seconds(5))
        #expect(answer.records.map(\.data) == [.address(IPAddress(192, 0, 2, 1))])
        #expect(server.queries.count == 1)
    }

    @Test("Only forgeries are as good as silence")
    func onlyForgeries() async throws {
        let server = try ScriptedNameServer { query in
            var forged = ScriptedNameReply.message(query, answers: [Self.record])
            forged[0] ^= 0x80
            return .messages([forged, [], [0], [UInt8](repeating: 0xFF, count: 500)])
        }
        let answer = await DNSClient.asking(server).resolve(
            question, timeout: .milliseconds(200))
        #expect(answer.outcome == .timedOut)
    }

    @Test("An answer that cannot be read is a failure that says where")
    func unreadable() async throws {
        let server = try ScriptedNameServer { query in
            var bytes = ScriptedNameReply.message(query)
            bytes[7] = 1
            // The owner of the only record points at itself.
            return .messages([bytes + [0xC0, UInt8(bytes.count), 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]])
        }
        let answer = await DNSClient.asking(server).resolve(question, timeout: .seconds(5))
        #expect(
            answer.outcome
                == .failed(
                    reason: "the answer cannot be read: the name at byte 27 points at itself or "
                        + "ahead, not backwards"))
    }

    @Test("A header that claims 65,535 records is a failure")
    func claims() async throws {
        let server = try ScriptedNameServer { query in
            var bytes = ScriptedNameReply.message(query)
            bytes[6] = 0xFF
            bytes[7] = 0xFF
            return .messages([bytes])
        }
        let answer = await DNSClient.asking(server).resolve(question, timeout: .seconds(5))
        #expect(
            answer.outcome
                == .failed(
                    reason: "the answer cannot be read: the message ends at byte 27, inside a name"
                ))
    }

    @Test("A server that only refers to others has not answered")
    func referral() async throws {
        let server = try ScriptedNameServer { query in
            .messages([
                ScriptedNameReply.message(
                    query,
                    authority: [
                        ScriptedRecord("example", type: 2, data: [2, 0x6E, 0x73, 0])
                    ], offersRecursion: false)
            ])
        }
        let answer = await DNSClient.asking(server).resolve(question, timeout: .seconds(5))
        #expect(
            answer.outcome
                == .failed(reason: "the server refers to others and does not ask them itself"))
    }

    @Test("Nonsense over TCP is a failure")
    func nonsenseOverTCP() async throws {
        let server = try ScriptedNameServer { query in
            query.overTCP ? .messages([[]]) : .truncated
        }
        let answer = await DNSClient.asking(server).resolve(question, timeout: .seconds(5))
        #expect(
            answer.outcome
                == .failed(reason: "what came over TCP is no answer to the question"))
    }

    @Test("Silence over TCP ends within the limit too")
    func silenceOverTCP() async throws {
        let server = try ScriptedNameServer { query in query.overTCP ? .silence : .truncated }
        let answer = await DNSClient.asking(server).resolve(
            question, timeout: .milliseconds(300))
        #expect(answer.outcome == .timedOut)
        #expect((299..<500).contains(answer.milliseconds))
    }

    @Test("Cancellation ends the wait for a silent server at once")
    func cancellation() async throws {
        let server = try ScriptedNameServer { _ in .silence }
        let client = DNSClient.asking(server)
        await withTaskGroup(of: (DNSAnswer, ContinuousClock.Instant).self) { [question] group in
            group.addTask {
                let start = ContinuousClock.now
                return (await client.resolve(question, timeout: .seconds(30)), start)
            }
            while server.queries.isEmpty { await Task.yield() }
            let cancelled = ContinuousClock.now
            group.cancelAll()
            for await (answer, start) in group {
                #expect(answer.outcome == .failed(reason: "no answer before the time was up"))
                let end = start + .milliseconds(answer.milliseconds)
                #expect(end - cancelled < .milliseconds(200))
            }
        }
    }

    @Test("A name that cannot be one is not asked for", arguments: ["", "a..b", "\\"])
    func badName(name: String) async throws {
        let server = try ScriptedNameServer { _ in .answer([Self.record]) }
        let answer = await DNSClient.asking(server).resolve(
            DNSQuestion(name, .a), timeout: .seconds(5))
        guard case .failed = answer.outcome else {
            Issue.record("\(answer)")
            return
        }
        #expect(server.queries.isEmpty)
    }

    @Test("Without a server there is nobody to ask")
    func nobody() async {
        let client = DNSClient(configuration: ResolverConfiguration(servers: []))
        let answer = await client.resolve(question, timeout: .seconds(5))
        #expect(answer.outcome == .unreachable(reason: "there is no name server to ask"))
    }
}
