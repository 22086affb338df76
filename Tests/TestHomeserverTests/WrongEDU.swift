/// An EDU with something wrong, and the rules that it breaks.
struct WrongEDU: Sendable, CustomStringConvertible {
    let text: String
    let rules: [String]
    var isTaken = false
    var isWarning = false

    var description: String { text }

    private static func typing(_ room: String, _ user: String, _ typing: String) -> String {
        #"{"edu_type":"m.typing","content":{"room_id":"\#(room)","user_id":"\#(user)","typing":\#(typing)}}"#
    }

    private static func presence(_ item: String) -> String {
        #"{"edu_type":"m.presence","content":{"push":[\#(item)]}}"#
    }

    private static func receipt(_ kind: String, _ user: String, _ receipt: String) -> String {
        #"{"edu_type":"m.receipt","content":{"!room:one.test":{"\#(kind)":{"\#(user)":\#(receipt)}}}}"#
    }

    private static func message(_ id: String, _ messages: String) -> String {
        #"{"edu_type":"m.direct_to_device","content":{"sender":"@s:stranger.test","type":"m.x","message_id":"\#(id)","messages":\#(messages)}}"#
    }

    private static func device(_ members: String) -> String {
        #"{"edu_type":"m.device_list_update","content":{"user_id":"@s:stranger.test","device_id":"X",\#(members)}}"#
    }

    private static let s = "@s:stranger.test"
    private static let room = "!room:one.test"
    private static let rightReceipt = #"{"event_ids":["$e"],"data":{"ts":1}}"#

    static let all: [WrongEDU] = [
        WrongEDU(text: "{}", rules: ["edu.envelope"]),
        WrongEDU(text: #"{"edu_type":1,"content":{}}"#, rules: ["edu.envelope"]),
        WrongEDU(text: #"{"edu_type":"m.typing","content":[]}"#, rules: ["edu.envelope"]),
        WrongEDU(
            text: #"{"edu_type":"m.typin","content":{}}"#, rules: ["edu.type"], isWarning: true),
        WrongEDU(text: typing(room, s, "1"), rules: ["edu.schema"]),
        WrongEDU(
            text: #"{"edu_type":"m.typing","content":{}}"#,
            rules: ["edu.schema", "edu.schema", "edu.schema"]),
        WrongEDU(text: typing(room, "@a:one.test", "true"), rules: ["edu.sender"]),
        WrongEDU(text: typing(room, "s", "true"), rules: ["edu.schema"]),
        WrongEDU(text: typing("room", s, "true"), rules: ["edu.schema"]),
        WrongEDU(text: typing("!other:one.test", s, "true"), rules: ["edu.room"]),
        WrongEDU(text: typing("!closed:one.test", s, "true"), rules: ["edu.acl"]),
        WrongEDU(text: typing(room, "@t:stranger.test", "true"), rules: ["edu.membership"]),
        WrongEDU(text: #"{"edu_type":"m.presence","content":{"push":{}}}"#, rules: ["edu.schema"]),
        WrongEDU(text: presence("1"), rules: ["edu.schema"]),
        WrongEDU(
            text: presence(#"{"user_id":"\#(s)","presence":"busy","last_active_ago":1}"#),
            rules: ["edu.schema"]),
        WrongEDU(
            text: presence(#"{"user_id":"\#(s)","presence":"online"}"#), rules: ["edu.schema"]),
        WrongEDU(
            text: presence(#"{"user_id":"\#(s)","presence":"online","last_active_ago":-1}"#),
            rules: ["edu.schema"]),
        WrongEDU(
            text: presence(
                #"{"user_id":"@t:stranger.test","presence":"online","last_active_ago":1}"#),
            rules: ["edu.interest"], isTaken: true, isWarning: true),
        WrongEDU(text: receipt("m.read.private", s, rightReceipt), rules: ["edu.receipt.kind"]),
        WrongEDU(text: receipt("m.read", "@a:one.test", rightReceipt), rules: ["edu.sender"]),
        WrongEDU(
            text: receipt("m.read", s, #"{"event_ids":[],"data":{"ts":1}}"#),
            rules: ["edu.receipt.event"]),
        WrongEDU(
            text: receipt("m.read", s, #"{"event_ids":["$e","$f"],"data":{"ts":1}}"#),
            rules: ["edu.receipt.event"]),
        WrongEDU(
            text: receipt("m.read", s, #"{"event_ids":["e"],"data":{"ts":1}}"#),
            rules: ["edu.schema"]),
        WrongEDU(
            text: receipt("m.read", s, #"{"event_ids":["$e"],"data":{"ts":"1"}}"#),
            rules: ["edu.schema"]),
        WrongEDU(
            text: receipt("m.read", s, #"{"event_ids":["$e"],"data":{"ts":1,"thread_id":1}}"#),
            rules: ["edu.schema"]),
        WrongEDU(text: receipt("m.read", s, "1"), rules: ["edu.schema", "edu.schema"]),
        WrongEDU(
            text: #"{"edu_type":"m.receipt","content":{"!room:one.test":1}}"#,
            rules: ["edu.schema"]),
        WrongEDU(text: device(#""prev_id":[]"#), rules: ["edu.schema"]),
        WrongEDU(text: device(#""stream_id":1,"prev_id":["1"]"#), rules: ["edu.schema"]),
        WrongEDU(text: device(#""stream_id":1,"deleted":1"#), rules: ["edu.schema"]),
        WrongEDU(text: device(#""stream_id":1,"keys":[]"#), rules: ["edu.schema"]),
        WrongEDU(
            text: message(
                String(repeating: "é", count: 33), #"{"@alice:one.test":{"A":{}}}"#),
            rules: ["edu.message.id"], isTaken: true),
        WrongEDU(
            text: message("1", #"{"@bob:one.test":{"A":{}},"@alice:one.test":{"C":{}}}"#),
            rules: ["edu.message.recipient", "edu.message.recipient"], isWarning: true),
        WrongEDU(text: message("1", #"{"@alice:one.test":{"A":1}}"#), rules: ["edu.schema"]),
        WrongEDU(text: message("1", "[]"), rules: ["edu.schema"]),
    ]
}
