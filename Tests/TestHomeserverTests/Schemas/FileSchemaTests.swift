import FederationCore
import FoundationEssentials
import MatrixJSON
import TestHomeserver
import TestSupport
import Testing

@Suite("Schemas of the files of serve")
struct FileSchemaTests {
    /// A file with everything that it can have, its schema, and its reader.
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let example: String
        let read: @Sendable (Data) throws -> Void

        var testDescription: String { name }

        var document: JSONValue {
            get throws { try JSONValue(parsing: Array(example.utf8), numbers: .preserving) }
        }

        /// Why the reader refuses a document; none where it takes it.
        func refusal(of document: JSONValue) -> String? {
            do {
                try read(Data(document.canonicalBytes()))
                return nil
            } catch DecodingError.dataCorrupted(let context) {
                return context.debugDescription
            } catch {
                return "\(error)"
            }
        }
    }

    static let cases = [
        Case(
            name: PublishedSchema.rooms,
            example: ##"""
                {"rooms":[{"id":"lobby","version":12,"creator":"@a:one.test",
                  "additional_creators":["@b:one.test"],"federate":false,"type":"m.space",
                  "join_rule":"knock_restricted","allow":["hall"],"crowd":3,
                  "members":["@a:one.test",
                    {"user":"@b:two.test","membership":"ban","displayname":"B"}],
                  "power_levels":{"ban":75},"name":"Lobby","topic":"All",
                  "history_visibility":"joined","encryption":true,"aliases":["#lobby:one.test"],
                  "listed":true,
                  "acl":{"allow":["*"],"deny":["evil.test"],"allow_ip_literals":false},
                  "policy":{"via":"two.test","public_key":"AAAA"},
                  "children":["hall",
                    {"room":"!x:one.test","suggested":true,"order":"a","via":["x.test"]}],
                  "state":[{"type":"m.a","state_key":"k","sender":"@a:one.test",
                    "content":{"b":1}}],
                  "messages":["hello",{"sender":"@c:one.test","body":"hi"},
                    {"type":"org.example","state_key":"","content":{"deep":[null]}}],
                  "begins":1700000000000,"interval":5},
                 {"id":"hall","version":"12","messages":3,"encryption":"m.other"}],
                 "users":[{"name":"alice","displayname":"Alice","avatar_url":"mxc://a/b",
                  "profile":{"m.tz":"UTC"},"hide_profile":true,"cross_signing":true,
                  "openid_tokens":["t",{"token":"u","expires_in":60}],
                  "devices":[{"id":"A","display_name":"a","one_time_keys":3,"fallback_key":false},
                   {"id":"B","keys":{"user_id":"@alice:a"},
                    "one_time_keys":{"curve25519:x":"k"}}]}],
                 "media":[{"id":"a","type":"image/png","filename":"a.png","base64":"AAAA",
                   "thumbnails":[{"width":1,"height":2,"method":"crop","base64":"AAAA"}]},
                  {"id":"b","text":"hi"},{"id":"c","path":"c.png"},
                  {"id":"d","location":"https://a"},{"id":"e","pending":true}],
                 "media_folder":"files",
                 "policy_server":{"refuse_types":["m.a"],"refuse_senders":["@a:*"],
                  "refuse_words":["spam"]}}
                """##,
            read: { _ = try JSONDecoder().decode(ServerContent.self, from: $0) }),
        Case(
            name: PublishedSchema.faults,
            example: """
                {"seed":7,"faults":[{"fault":"delay","value":5,"endpoint":"send","count":2,
                  "after":1,"probability":0.5,"peer":"a.test","server":"one.test"},
                 {"fault":"matrix-error","value":"500 M_UNKNOWN","endpoint":["send","profile"]}]}
                """,
            read: { _ = try JSONDecoder().decode(FaultPlan.self, from: $0) }),
    ]

    @Test("What has every member that there is fits, and is read", arguments: cases)
    func whole(file: Case) throws {
        let schema = try PublishedSchema.named(file.name)
        let document = try file.document
        #expect(schema.problems(of: document) == [])
        #expect(file.refusal(of: document) == nil)
        // The example leaves no member out, so that the tests below see all of them.
        var missing: [String: Set<String>] = [:]
        for stop in SchemaWalk(schema: schema).stops(in: document) {
            missing[stop.kind, default: Set(stop.names)].subtract(stop.object.members.map(\.name))
        }
        #expect(missing.values.allSatisfy { $0.isEmpty }, "\(missing)")
        let kinds = schema.part(at: "#/$defs")?.schema
        guard case .object(let definitions)? = kinds else { return }
        for (name, definition) in definitions.members where definition["properties"] != nil {
            #expect(missing[definition["title"]?.text ?? ""] != nil, "\(name) is not there")
        }
    }

    @Test("A member that is not known is refused by both, which know the same", arguments: cases)
    func unknown(file: Case) throws {
        let schema = try PublishedSchema.named(file.name)
        let document = try file.document
        for stop in SchemaWalk(schema: schema).stops(in: document) {
            let changed = document.changed(at: stop.path) { $0.with("nobody", 1) }
            #expect(!schema.problems(of: changed).isEmpty, "\(stop.kind)")
            let words = file.refusal(of: changed) ?? ""
            let known = words.split(separator: ", found 'nobody'").first?
                .dropFirst("expected one of ".count).split(separator: ", ").map(String.init)
            #expect(known?.sorted() == stop.names, "\(stop.kind): \(words)")
        }
    }

    @Test("A member of the wrong type is refused by both", arguments: cases)
    func wrongType(file: Case) throws {
        let schema = try PublishedSchema.named(file.name)
        let document = try file.document
        for stop in SchemaWalk(schema: schema).stops(in: document) {
            for (name, _) in stop.object.members {
                // No member is a list of lists.
                let changed = document.changed(at: stop.path) { $0.with(name, [[]]) }
                #expect(!schema.problems(of: changed).isEmpty, "\(stop.kind): \(name)")
                #expect(file.refusal(of: changed) != nil, "\(stop.kind): \(name)")
            }
            for name in stop.part.schema.list("required").compactMap(\.text) {
                let changed = document.changed(at: stop.path) {
                    guard case .object(var object) = $0 else { return $0 }
                    object[name] = nil
                    return .object(object)
                }
                #expect(!schema.problems(of: changed).isEmpty, "\(stop.kind): \(name)")
                #expect(file.refusal(of: changed) != nil, "\(stop.kind): \(name)")
            }
        }
    }

    @Test(
        "What the types alone do not forbid is refused by both",
        arguments: [
            #"{"rooms":[{"id":"a","version":"13"}]}"#, #"{"rooms":[{"id":"a","crowd":-1}]}"#,
            #"{"rooms":[{"id":"a","messages":-1}]}"#,
            #"{"rooms":[{"id":"a","join_rule":"open"}]}"#,
            #"{"rooms":[{"id":"a","messages":[{"body":"b","type":"m.a"}]}]}"#,
            #"{"rooms":[{"id":"a","messages":[{"body":"b","content":{}}]}]}"#,
            #"{"rooms":[{"id":"a","messages":[{"sender":"@a:b"}]}]}"#,
            #"{"rooms":[{"id":"a","state":["hello"]}]}"#,
            #"{"users":[{"name":"a","devices":[{"id":"A","one_time_keys":10001}]}]}"#,
            #"{"users":[{"name":"a","openid_tokens":[{"token":"t","expires_in":-1}]}]}"#,
            #"{"media":[{"id":"a"}]}"#, #"{"media":[{"id":"a","text":"b","path":"c"}]}"#,
            #"{"media":[{"id":"a","text":"b","pending":false}]}"#,
        ])
    func values(text: String) throws {
        let schema = try PublishedSchema.named(PublishedSchema.rooms)
        let document = try JSONValue(parsing: Array(text.utf8))
        #expect(!schema.problems(of: document).isEmpty)
        #expect(Self.cases[0].refusal(of: document) != nil)
    }

    @Test(
        "Numbers of a fault are held to their range by both",
        arguments: [
            #"{"seed":-1}"#, #"{"faults":[{"fault":"stall","count":0}]}"#,
            #"{"faults":[{"fault":"stall","after":-1}]}"#,
            #"{"faults":[{"fault":"stall","probability":1.5}]}"#,
            #"{"faults":[{"fault":"nope"}]}"#,
            #"{"faults":[{"fault":"stall","endpoint":["nope"]}]}"#,
        ])
    func ranges(text: String) throws {
        let schema = try PublishedSchema.named(PublishedSchema.faults)
        let document = try JSONValue(parsing: Array(text.utf8), numbers: .preserving)
        #expect(!schema.problems(of: document).isEmpty)
        #expect(Self.cases[1].refusal(of: document) != nil)
    }

    @Test("The schema has every fault and every operation")
    func tables() throws {
        let schema = try PublishedSchema.named(PublishedSchema.faults)
        let faults = schema.part(at: "#/$defs/fault/properties/fault")?.schema
        #expect(faults?.list("enum") == Fault.all.map { .string($0.id) })
        let operations = schema.part(at: "#/$defs/operation")?.schema
        #expect(operations?.list("enum") == Endpoint.all.map { .string($0.name) })
    }

    @Test("The manual page lists every member with type, meaning and default", arguments: cases)
    func manual(file: Case) throws {
        let page = String(
            decoding: try ProjectFile.bytes("man/fedctl-serve.1"), as: UTF8.self)
        let lines = FileManual(schema: try PublishedSchema.named(file.name)).lines
        #expect(lines.count > 20)
        let list = lines.joined(separator: "\n")
        #expect(page.contains("\n\(list)\n"), "\(list)")
    }
}
