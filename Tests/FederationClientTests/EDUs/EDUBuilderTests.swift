import FederationClient
import FederationCore
import MatrixJSON
import Testing

@Suite("EDU builders")
struct EDUBuilderTests {
    private static let now: Int64 = 1_800_000_000_000

    /// What each type is built from here, and what comes out.
    static let examples: [(name: String, given: [String], content: String)] = [
        (
            "typing", ["room_id=!r:a.test", "user_id=@u:a.test"],
            #"{"room_id":"!r:a.test","typing":true,"user_id":"@u:a.test"}"#
        ),
        (
            "presence",
            ["user_id=@u:a.test", "presence=unavailable", "status_msg=a=b", "last_active_ago=5"],
            #"{"push":[{"last_active_ago":5,"presence":"unavailable","status_msg":"a=b","#
                + #""user_id":"@u:a.test"}]}"#
        ),
        (
            "receipt", ["room_id=!r:a.test", "user_id=@u:a.test", "event_id=$e:a.test"],
            #"{"!r:a.test":{"m.read":{"@u:a.test":{"data":{"ts":1800000000000},"#
                + #""event_ids":["$e:a.test"]}}}}"#
        ),
        (
            "device-list",
            ["user_id=@u:a.test", "device_id=D", "prev_id=1", "prev_id=2", "keys={\"a\":1}"],
            #"{"device_id":"D","keys":{"a":1},"prev_id":[1,2],"stream_id":1800000000000,"#
                + #""user_id":"@u:a.test"}"#
        ),
        (
            "to-device",
            ["sender=@u:a.test", "type=m.dummy", "user_id=@v:b.test", "message_id=7"],
            #"{"message_id":"7","messages":{"@v:b.test":{"*":{}}},"sender":"@u:a.test","#
                + #""type":"m.dummy"}"#
        ),
        (
            "signing-key", ["user_id=@u:a.test", "master_key={\"keys\":{}}"],
            #"{"master_key":{"keys":{}},"user_id":"@u:a.test"}"#
        ),
    ]

    @Test("Every type is built, and there is no other")
    func counted() {
        #expect(EDUBuilder.all.map(\.name) == Self.examples.map(\.name))
        #expect(
            EDUBuilder.all.map(\.type) == [
                "m.typing", "m.presence", "m.receipt", "m.device_list_update",
                "m.direct_to_device", "m.signing_key_update",
            ])
        #expect(EDUBuilder.named("m.typing") == nil)
    }

    @Test("An EDU has its type and the content that was given", arguments: 0..<6)
    func content(index: Int) throws {
        let example = Self.examples[index]
        let builder = try #require(EDUBuilder.named(example.name))
        let given = try example.given.map { try RequestParameter(parsing: $0) }
        let edu = try builder.build(given, now: Self.now)
        #expect(edu["edu_type"] == .string(builder.type))
        #expect(edu.members.count == 2)
        let content = try #require(edu["content"])
        #expect(String(decoding: content.canonicalBytes(), as: UTF8.self) == example.content)
    }

    @Test("What a type must have is asked for, one by one", arguments: 0..<6)
    func missing(index: Int) throws {
        let example = Self.examples[index]
        let builder = try #require(EDUBuilder.named(example.name))
        let given = try example.given.map { try RequestParameter(parsing: $0) }
        for parameter in builder.parameters where parameter.isRequired {
            #expect(
                throws: EDUBuildError.missingParameter(parameter.name, type: builder.name)
            ) {
                try builder.build(given.filter { $0.name != parameter.name }, now: Self.now)
            }
        }
    }

    @Test(
        "What a type does not take is named in the error",
        arguments: [
            ("nonsense=1", "the EDU 'typing' takes no parameter 'nonsense'; it takes room_id"),
            ("typing=yes", "the parameter 'typing' is 'yes', expected true or false"),
            ("user_id=u", "the parameter 'user_id' is 'u', expected a user ID"),
            ("room_id=!s:a.test", "the parameter 'room_id' of the EDU 'typing' is there twice"),
        ])
    func refused(text: String, words: String) throws {
        let builder = try #require(EDUBuilder.named("typing"))
        var given = try ["room_id=!r:a.test"].map { try RequestParameter(parsing: $0) }
        if !text.hasPrefix("user_id") { given.append(RequestParameter("user_id", "@u:a.test")) }
        let parameter = try RequestParameter(parsing: text)
        let error = #expect(throws: EDUBuildError.self) {
            try builder.build(given + [parameter], now: Self.now)
        }
        #expect(error?.description.hasPrefix(words) == true, "\(String(describing: error))")
    }
}
