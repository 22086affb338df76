import FederationCore
import MatrixJSON

extension ControlOperation {
    /// Requests that are awaited, and held.
    static let requests: [ControlOperation] = [
        .post(
            "watch", "begins to look out for requests, so that none is missed",
            filter + [
                .optional("hold", .boolean, "whether they wait until 'answer' says what they get"),
                .optional("hold_ms", .milliseconds, "how long they wait; 30000 without it"),
            ], answer: "watch, the handle for 'await'"
        ) { call throws(Refusal) in
            ["watch": .integer(Int64(try call.beginWatch()))]
        },
        .post(
            "unwatch",
            "looks out no more; what is held goes on, but for what 'await' told: that waits for its "
                + "answer, or for the end of its hold",
            [.required("watch", .count, "the handle")], ofProcess: true, answer: "nothing"
        ) { call throws(Refusal) in
            let number = call.integer("watch") ?? 0
            guard call.home.desk.unwatch(Int(number)) else {
                throw call.unknown("watch", "\(number)")
            }
            return [:]
        },
        .post(
            "await", "waits for the next request, of a watch or of those that are described",
            [.optional("watch", .count, "the handle; without it, one that ends with the answer")]
                + filter + [
                    .optional(
                        "hold", .boolean, "whether it waits until 'answer' says what it gets"),
                    .optional("hold_ms", .milliseconds, "how long it waits; 30000 without it"),
                    .optional(
                        "timeout_ms", .milliseconds, "how long to wait; 30000 without it"),
                ],
            answer: "request, with its number for 'answer'; nothing where none came in time"
        ) { call throws(Refusal) in
            let desk = call.home.desk
            let given = call.integer("watch").map(Int.init)
            if let given, !desk.isWatching(given) { throw call.unknown("watch", "\(given)") }
            if given != nil {
                for name in filter.map(\.name) + ["hold", "hold_ms"] where call.value(name) != nil {
                    throw Refusal(
                        400, "M_BAD_JSON", "'\(name)' was said when the watch began")
                }
            }
            let watch: Int
            if let given { watch = given } else { watch = try call.beginWatch() }
            let meeting = await desk.next(
                of: watch, within: call.duration("timeout_ms") ?? .seconds(30))
            if given == nil { desk.unwatch(watch) }
            guard let meeting else { return [:] }
            return [
                "request": .object(meeting.request.json(meeting.number, isHeld: meeting.isHeld))
            ]
        },
        .post(
            "answer", "says what a request gets that is held",
            [
                .required("number", .count, "the number of the request"),
                .optional(
                    "action", .word(["go-on", "make", "give"]),
                    "go-on: the usual answer; make: the same is made, told and held back; "
                        + "give: what follows, which is meant where a part of it is there"),
                .optional("status", .integer(100...999), "the status; 200 without it"),
                .optional("headers", .objects, "header lines, each with name and value"),
                .optional("json", .json, "the body, as JSON"),
                .optional("text", .text, "the body, as a text"),
                .optional("base64", .text, "the body, in base64"),
                .optional("content_type", .text, "its type; application/json without it"),
            ], ofProcess: true,
            answer:
                "nothing; with make: status, content_type, headers, each with name and value, and "
                + "json, text or base64"
        ) { call throws(Refusal) in
            let number = Int(call.integer("number") ?? 0)
            let given = try call.givenAnswer()
            let action = call.text("action") ?? (given == nil ? "go-on" : "give")
            guard action == "give" || given == nil else {
                throw Refusal(400, "M_BAD_JSON", "with the action '\(action)' nothing is given")
            }
            let made = Awaited<RoutedAnswer>()
            let answer: HeldAnswer =
                switch action {
                case "give": .give(given ?? Answer(status: 200, body: []))
                case "make": .make(made)
                default: .goOn
                }
            guard call.home.desk.say(answer, of: number) else {
                throw call.unknown("held request", "\(number)")
            }
            guard action == "make" else { return [:] }
            guard let routed = await made.value(within: .seconds(60)) else {
                throw Refusal(504, "M_UNKNOWN", "no answer was made within 60 seconds")
            }
            return routed.answer.json
        },
    ]

    /// What says which requests are meant.
    private static let filter: [ControlParameter] = [
        .optional("server", .serverName, "only those for this name of the process"),
        .optional("endpoint", .endpoint, "only those for this operation"),
        .optional("method", .text, "only those with this method"),
        .optional("origin", .serverName, "only those that say to be from this server"),
        .optional("target", .text, "only those whose target begins with this"),
    ]
}

extension ControlCall {
    /// Begins the watch that the arguments describe.
    fileprivate func beginWatch() throws(Refusal) -> Int {
        let filter = RequestFilter(
            server: try read("server", as: ServerName.init(parsing:)),
            endpoint: text("endpoint"), method: text("method"),
            origin: try read("origin", as: ServerName.init(parsing:)), target: text("target"))
        let hold = boolean("hold") == true ? duration("hold_ms") ?? .seconds(30) : nil
        guard let watch = home.desk.watch(for: filter, hold: hold) else {
            throw Refusal(429, "M_LIMIT_EXCEEDED", "there are too many watches; end one of them")
        }
        return watch
    }

    /// The answer that the arguments describe; none where they describe none.
    fileprivate func givenAnswer() throws(Refusal) -> Answer? {
        let bodies = ["json", "text", "base64"].filter { value($0) != nil }
        guard bodies.count < 2 else {
            throw Refusal(400, "M_BAD_JSON", "expected one body, found '\(bodies[0])' and others")
        }
        let members = ["status", "headers", "content_type"] + bodies
        guard members.contains(where: { value($0) != nil }) else { return nil }
        var body: [UInt8] = []
        if let json = value("json") { body = json.canonicalBytes() }
        if let text = text("text") { body = Array(text.utf8) }
        if let base64 = try read("base64", as: { try UnpaddedBase64.decode($0) }) { body = base64 }
        var headers: [HTTPHeader] = []
        for header in objects("headers") {
            guard header.count == 2, case .string(let name) = header["name"],
                case .string(let value) = header["value"], Self.isHeader(name, value)
            else {
                throw Refusal(
                    400, "M_BAD_JSON", "'headers': expected the name and the value of a header")
            }
            headers.append(HTTPHeader(name, value))
        }
        return Answer(
            status: Int(integer("status") ?? 200), headers: headers,
            contentType: text("content_type") ?? "application/json", body: body)
    }

    /// Whether a header line can be made of it that is one line.
    private static func isHeader(_ name: String, _ value: String) -> Bool {
        let isControl = { (byte: UInt8) in byte < 0x20 || byte == 0x7F }
        return !name.isEmpty && !name.utf8.contains { isControl($0) || $0 == 0x20 || $0 == 0x3A }
            && !value.utf8.contains(where: isControl)
    }
}

extension Answer {
    /// Status, headers and body, for machines.
    fileprivate var json: JSONObject {
        var object: JSONObject = [
            "status": .integer(Int64(status)), "content_type": .string(contentType),
            "headers": .array(
                headers.map { ["name": .string($0.name), "value": .string($0.value)] }),
        ]
        object.describe(body: body)
        return object
    }
}
