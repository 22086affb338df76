import FederationCore
import Findings
import MatrixJSON

extension CraftedFault {
    /// Ephemeral data.
    static let edus: [CraftedFault] =
        [
            edu("edu-unknown", "an EDU of a type that nobody knows") { _ in
                ["edu_type": "test.fedctl.unknown", "content": [:]]
            },
            edu("edu-no-type", "an EDU without 'edu_type'") { _ in ["content": [:]] },
            edu("edu-no-content", "an EDU without 'content'") { _ in ["edu_type": "m.typing"] },
            edu(
                "edu-string", "a string among the EDUs",
                .silent(usual: "400, or 200 without the string")
            ) { _ in "x" },
            edu("edu-malformed", "an m.typing whose members are of other types") { _ in
                [
                    "edu_type": "m.typing",
                    "content": ["room_id": 1, "user_id": ["a"], "typing": "yes"],
                ]
            },
            edu(
                "edu-receipt-many",
                "an m.receipt with two event IDs for one user, in a room that is not there"
            ) { bench in
                let receipt: JSONValue = [
                    "data": ["ts": .integer(bench.context.now)], "event_ids": ["$a:b", "$c:d"],
                ]
                let users: JSONValue = ["@fedctl:\(bench.origin)": receipt]
                return [
                    "edu_type": "m.receipt",
                    "content": ["!fedctl:nobody.invalid": ["m.read": users]],
                ]
            },
        ] + EDUBuilder.all.map { foreign($0) }

    private static func edu(
        _ id: String, _ title: String, _ demand: ReceiverDemand = .tolerated,
        make: @escaping @Sendable (CraftingBench) -> JSONValue
    ) -> CraftedFault {
        CraftedFault(id, title, .edus, demand, spec: .serverServer("edus")) {
            bench throws(CraftingError) in try bench.plan(edus: [make(bench)])
        }
    }

    /// An EDU about a user of the receiver, whom the sender has no right to speak for.
    private static func foreign(_ builder: EDUBuilder) -> CraftedFault {
        CraftedFault(
            "edu-foreign-\(builder.name)", "an \(builder.type) about a user of the receiver", .edus,
            .ignored, spec: builder.spec
        ) { bench throws(CraftingError) in
            let user = "@fedctl:\(bench.context.destination)"
            let room = bench.context.room.map { "\($0.roomID)" } ?? "!fedctl:nobody.invalid"
            let values = [
                "user_id": user, "sender": user, "room_id": room,
                "event_id": "$fedctl:\(bench.origin)", "presence": "online", "device_id": "FEDCTL",
                "type": "m.dummy",
            ]
            let given = builder.parameters.filter(\.isRequired).map { parameter in
                RequestParameter(parameter.name, values[parameter.name] ?? "")
            }
            do {
                let edu = try builder.build(given, now: bench.context.now)
                return try bench.plan(edus: [.object(edu)])
            } catch let error as CraftingError {
                throw error
            } catch {
                preconditionFailure("the values fit every type of EDU: \(error)")
            }
        }
    }
}
