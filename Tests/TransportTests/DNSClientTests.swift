import FederationCore
import TestSupport
import Testing
import Transport

@Suite("Asking name servers")
struct DNSClientTests {
    private static let address = IPAddress(192, 0, 2, 1)
    private static let a = ScriptedRecord.a("a.example", [192, 0, 2, 1], timeToLive: 60)

    private func ask(
        _ name: String, _ type: DNSQuestion.RecordType,
        _ script: @escaping ScriptedNameServer.Script
    ) async throws -> DNSAnswer {
        let server = try ScriptedNameServer(script)
        return await DNSClient.asking(server).resolve(
            DNSQuestion(name, type), timeout: .seconds(5))
    }

    @Test("Records come with their time to live, and with who gave them")
    func found() async throws {
        let server = try ScriptedNameServer { _ in .answer([Self.a]) }
        let answer = await DNSClient.asking(server).resolve(
            DNSQuestion("A.example.", .a), timeout: .seconds(5))
        #expect(answer.outcome == .found)
        #expect(answer.records == [DNSRecord(.address(Self.address), timeToLive: 60)])
        #expect(answer.aliases == [])
        #expect(answer.source == "127.0.0.1:\(server.port)")
        #expect(answer.question == DNSQuestion("A.example.", .a))
        #expect(answer.milliseconds > 0)
        let query = try #require(server.queries.first)
        #expect(query.usesExtension)
        #expect(!query.overTCP)
    }

    @Test("Services come in the order in which they were sent")
    func services() async throws {
        let answer = try await ask("_matrix-fed._tcp.a.example", .srv) { query in
            .answer([
                .srv(query.name, priority: 20, weight: 5, port: 8448, "b.example"),
                .srv(query.name, priority: 10, weight: 0, port: 443, "c.example"),
            ])
        }
        #expect(
            answer.records.map(\.data) == [
                .service(priority: 20, weight: 5, port: 8448, target: "b.example"),
                .service(priority: 10, weight: 0, port: 443, target: "c.example"),
            ])
    }

    @Test(
        "The ways to say no are told apart",
        arguments: [
            (ScriptedNameReply.noSuchName, DNSAnswer.Outcome.noSuchName), (.noData, .noData),
            (.serverFailure, .serverFailure), (.refused, .refused),
            (.answer([], code: 0, authority: [.soa("example")]), .noData),
        ])
    func outcomes(reply: ScriptedNameReply, outcome: DNSAnswer.Outcome) async throws {
        let answer = try await ask("a.example", .a) { _ in reply }
        #expect(answer.outcome == outcome)
        #expect(answer.records.isEmpty)
        #expect(answer.source != nil)
    }

    @Test("A no comes with how long it may be kept, where the server says so")
    func absence() async throws {
        let told = try await ask("a.example", .a) { _ in
            .answer([], code: 3, authority: [.soa("example", minimum: 60)])
        }
        #expect(told.absenceTimeToLive == 60)
        let untold = try await ask("a.example", .a) { _ in .noSuchName }
        #expect(untold.absenceTimeToLive == nil)
    }

    @Test("Aliases are followed, and the shortest time to live counts")
    func aliases() async throws {
        let answer = try await ask("a.example", .a) { _ in
            .answer([
                .cname("a.example", "B.example", timeToLive: 10),
                .a("c.example", [192, 0, 2, 1], timeToLive: 300),
                .cname("b.EXAMPLE", "c.example", timeToLive: 20),
            ])
        }
        #expect(answer.records == [DNSRecord(.address(Self.address), timeToLive: 10)])
        #expect(answer.aliases == ["a.example", "B.example", "c.example"])
    }

    @Test("The end of an alias that the answer lacks is asked for")
    func lackingTarget() async throws {
        let answer = try await ask("a.example", .a) { query in
            query.name == "a.example"
                ? .answer([.cname("a.example", "b.example", timeToLive: 10)])
                : .answer([.a("b.example", [192, 0, 2, 1], timeToLive: 300)])
        }
        #expect(answer.records == [DNSRecord(.address(Self.address), timeToLive: 10)])
        #expect(answer.aliases == ["a.example", "b.example"])
    }

    @Test("An alias to a name that does not exist is no such name, an alias to nothing no data")
    func deadAliases() async throws {
        let dead = try await ask("a.example", .a) { _ in
            .answer([.cname("a.example", "b.example")], code: 3)
        }
        #expect(dead.outcome == .noSuchName)
        #expect(dead.aliases == ["a.example", "b.example"])
        let empty = try await ask("a.example", .aaaa) { _ in
            .answer([.cname("a.example", "b.example")], authority: [.soa("example")])
        }
        #expect(empty.outcome == .noData)
    }

    @Test("Aliases in a circle end, in one answer and over several")
    func circle() async throws {
        let inOne = try await ask("a.example", .a) { _ in
            .answer([.cname("a.example", "b.example"), .cname("b.example", "a.example")])
        }
        #expect(
            inOne.outcome
                == .failed(
                    reason: "the aliases lead in a circle: a.example → b.example → a.example"))
        let overSeveral = try await ask("0.example", .a) { query in
            let number = Int(query.name.prefix { $0.isNumber }) ?? 0
            return .answer([.cname(query.name, "\(number + 1).example")])
        }
        guard case .failed(let reason) = overSeveral.outcome else {
            Issue.record("\(overSeveral)")
            return
        }
        #expect(reason.hasPrefix("there are more than 16 aliases"))
    }

    @Test("A question for aliases gets the alias itself")
    func aliasQuestion() async throws {
        let answer = try await ask("a.example", .cname) { _ in
            .answer([.cname("a.example", "b.example", timeToLive: 7)])
        }
        #expect(answer.records == [DNSRecord(.alias("b.example"), timeToLive: 7)])
        #expect(answer.aliases == [])
    }

    @Test("An answer that was cut short is asked for again over TCP")
    func truncation() async throws {
        let server = try ScriptedNameServer { query in
            guard query.overTCP else { return .truncated }
            return .answer((0..<1000).map { .srv(query.name, port: UInt16($0), "t.example") })
        }
        let answer = await DNSClient.asking(server).resolve(
            DNSQuestion("_matrix._tcp.example", .srv), timeout: .seconds(5))
        #expect(answer.records.count == 1000)
        #expect(server.queries.map(\.overTCP) == [false, true])
    }

    @Test("An answer of 64 KiB is read")
    func largest() async throws {
        let answer = try await ask("x.example", .srv) { query in
            guard query.overTCP else { return .truncated }
            return .answer((0..<1770).map { .srv(query.name, port: UInt16($0), "a.target") })
        }
        #expect(answer.records.count == 1770)
        #expect(answer.milliseconds < 3000)
    }

    @Test("A server from before EDNS is asked again without it")
    func oldServer() async throws {
        let server = try ScriptedNameServer { query in
            query.usesExtension ? .answer([], code: 1) : .answer([Self.a])
        }
        let answer = await DNSClient.asking(server).resolve(
            DNSQuestion("a.example", .a), timeout: .seconds(5))
        #expect(answer.outcome == .found)
        #expect(server.queries.map(\.usesExtension) == [true, false])
    }

    @Test("Each question has a number and a port of its own")
    func unpredictable() async throws {
        let server = try ScriptedNameServer { _ in .answer([Self.a]) }
        let client = DNSClient.asking(server)
        for _ in 0..<20 {
            _ = await client.resolve(DNSQuestion("a.example", .a), timeout: .seconds(5))
        }
        #expect(Set(server.queries.map(\.id)).count > 15)
        #expect(Set(server.queries.map(\.sourcePort)).count > 15)
    }

    @Test("The hosts file goes before the network, in both families")
    func hosts() async throws {
        let server = try ScriptedNameServer { _ in .answer([Self.a]) }
        let client = DNSClient(
            configuration: ResolverConfiguration(
                servers: [NameServer(server.address, port: server.port)]),
            hosts: HostsFile(parsing: "192.0.2.7 a.example"))
        let four = await client.resolve(DNSQuestion("a.example", .a), timeout: .seconds(5))
        #expect(four.records == [DNSRecord(.address(IPAddress(192, 0, 2, 7)))])
        let six = await client.resolve(DNSQuestion("a.example", .aaaa), timeout: .seconds(5))
        #expect(six.outcome == .noData)
        let local = await client.resolve(DNSQuestion("localhost", .a), timeout: .seconds(5))
        #expect(local.records == [DNSRecord(.address(IPAddress(127, 0, 0, 1)))])
        #expect(server.queries.isEmpty)
    }

    @Test("Many questions at once come back to those who asked")
    func concurrency() async throws {
        let server = try ScriptedNameServer { query in
            let number = UInt8(query.name.prefix { $0.isNumber }) ?? 0
            return .answer([.a(query.name, [10, 0, 0, number])])
        }
        let client = DNSClient.asking(server)
        await withTaskGroup(of: Bool.self) { group in
            for number in UInt8(0)..<200 {
                group.addTask {
                    let answer = await client.resolve(
                        DNSQuestion("\(number).example", .a), timeout: .seconds(10))
                    return answer.records.map(\.data) == [.address(IPAddress(10, 0, 0, number))]
                }
            }
            for await isOwn in group { #expect(isOwn) }
        }
    }
}
