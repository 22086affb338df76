import FederationCore
import TestHomeserver
import Testing

@Suite("Plans of faults")
struct FaultPlanTests {
    private static func plan(_ text: String) throws -> FaultPlan {
        try DescribedFile.plan(text)
    }

    private static func mistake(_ text: String) -> String {
        do {
            _ = try plan(text)
            return "none"
        } catch DecodingError.dataCorrupted(let context) {
            return context.debugDescription
        } catch {
            return "\(error)"
        }
    }

    @Test("A fault for a server that there is not is named, and the homeserver does not start")
    func foreignServer() async throws {
        let plan = try Self.plan(
            #"{"faults":[{"fault":"stall"},{"fault":"delay","server":"three.test"}]}"#)
        var configuration = try TestBed.configuration()
        configuration.speaksPlainHTTP = true
        configuration.faults = plan
        let error = await #expect(throws: HomeserverStartError.self) {
            try await Homeserver(configuration).start()
        }
        let words = "faults: #2: server: expected one of one.test, two.test, found 'three.test'"
        #expect(error?.description == words)
        #expect(error?.hint?.contains("leave 'server' out") == true)
        try Self.plan(#"{"faults":[{"fault":"stall","server":"two.test"}]}"#)
            .check(servers: configuration.servers.map(\.name), speaksTLS: true)
    }

    @Test("A fault of TLS where there is none is named, and the homeserver does not start")
    func plain() async throws {
        var configuration = try TestBed.configuration()
        configuration.speaksPlainHTTP = true
        configuration.faults = try Self.plan(
            #"{"faults":[{"fault":"stall"},{"fault":"tls-expired"}]}"#)
        let error = await #expect(throws: HomeserverStartError.self) {
            try await Homeserver(configuration).start()
        }
        #expect(
            error?.description
                == "faults: #2: 'tls-expired' is done to TLS, and plain HTTP is spoken")
    }

    @Test("A file has a seed and settings, with everything that they can say")
    func file() throws {
        let plan = try Self.plan(
            #"""
            {"seed":9,"faults":[
              {"fault":"delay","value":250,"endpoint":"send","count":2,"after":1,"probability":0.5},
              {"fault":"bad-signature","endpoint":["state","backfill"],"server":"one.test"},
              {"fault":"stall","peer":"other.test"},{"fault":"tls-expired","peer":"127.0.0.1"}]}
            """#)
        #expect(plan.seed == 9)
        let settings = plan.list.map(\.setting)
        #expect(settings.map(\.fault.id) == ["delay", "bad-signature", "stall", "tls-expired"])
        #expect(plan.list.map(\.number) == [1, 2, 3, 4])
        #expect(settings[0].value == .integer(250) && settings[0].endpoints == ["send"])
        #expect(settings[0].count == 2 && settings[0].after == 1)
        #expect(settings[0].probability == 0.5)
        #expect(settings[1].endpoints == ["state", "backfill"] && settings[1].value == nil)
        #expect(settings[1].server == (try ServerName(parsing: "one.test")))
        #expect(settings[2].peer == .server(try ServerName(parsing: "other.test")))
        #expect(settings[3].peer == .address(IPAddress(127, 0, 0, 1)))
        #expect(settings[3].value == .integer(30))
        #expect(try Self.plan("{}").list.isEmpty)
    }

    @Test(
        "A mistake in a file is named",
        arguments: [
            (
                #"{"fault":"gremlins"}"#,
                "there is no fault 'gremlins'; 'fedctl serve --list-faults' lists them"
            ),
            (#"{"fault":"stall","value":1}"#, "'value': the fault 'stall' takes none, found 1"),
            (
                #"{"fault":"delay","value":"long"}"#,
                "'value': the fault 'delay' expects milliseconds, 0 to 3600000, found the text 'long'"
            ),
            (#"{"fault":"stall","endpoint":"nope"}"#, "'fedctl api' lists no operation 'nope'"),
            (
                #"{"fault":"key-expired","endpoint":"send"}"#,
                "the fault 'key-expired' cannot be done to 'send', only to server-keys"
            ),
            (
                #"{"fault":"tls-stall","endpoint":"send"}"#,
                "the fault 'tls-stall' strikes connections, which have no endpoint 'send'"
            ),
            (
                #"{"fault":"tls-stall","peer":"one.test"}"#,
                "the fault 'tls-stall' strikes connections: expected an address as peer, "
                    + "found 'one.test'"
            ),
            (#"{"fault":"stall","count":0}"#, "'count': expected 1 or more, found 0"),
            (#"{"fault":"stall","after":-1}"#, "'after': expected 0 or more, found -1"),
            (
                #"{"fault":"stall","probability":1.5}"#,
                "'probability': expected 0 to 1, found 1.5"
            ),
            (
                #"{"fault":"stall","when":"now"}"#,
                "expected one of fault, value, endpoint, peer, server, count, after, probability, "
                    + "found 'when'"
            ),
            (
                #"{"fault":"wrong-type","value":"a\nb"}"#,
                "'value': the fault 'wrong-type' expects the type, found the text 'a\nb'"
            ),
        ])
    func mistakes(setting: String, words: String) {
        #expect(Self.mistake(#"{"faults":[\#(setting)]}"#) == words)
    }

    @Test("A member that a plan does not know is named")
    func unknownMember() {
        #expect(Self.mistake(#"{"sed":1}"#) == "expected one of seed, faults, found 'sed'")
    }

    @Test("Settings are numbered once and for all, and can be taken out one by one")
    func numbers() throws {
        let plan = FaultPlan()
        #expect(plan.set(try FaultSetting("stall")) == 1)
        #expect(plan.set(try FaultSetting("reset")) == 2)
        #expect(plan.remove(1))
        #expect(!plan.remove(1))
        #expect(plan.set(try FaultSetting("delay")) == 3)
        #expect(plan.list.map(\.number) == [2, 3])
        plan.removeAll()
        #expect(plan.list.isEmpty)
        #expect(plan.set(try FaultSetting("delay")) == 4)
    }
}
