import FederationCore
import MatrixJSON
import RoomEvents
import RoomParticipation
import TestSupport
import Testing

@Suite("Joins that fail")
struct JoinFailureTests {
    /// An answer that is none, at one of the two requests.
    private static func fail(
        _ operation: String,
        with response:
            @escaping @Sendable (FederationRequest) throws(FederationRequestError)
            -> HTTPResponse
    ) async throws -> ParticipationError? {
        let room = try CannedRoom(RoomVersion.all[10])
        var resident = CannedResident(room)
        resident.instead = { (request) throws(FederationRequestError) in
            request.operation == operation ? try response(request) : nil
        }
        let error = await #expect(throws: MembershipError.self) {
            _ = try await Scene(resident).join(room)
        }
        return error?.attempts.first
    }

    @Test(
        "A refusal is told as it came",
        arguments: [
            (403, ["errcode": "M_FORBIDDEN", "error": "no"], "403 M_FORBIDDEN, no"),
            (404, ["errcode": "M_NOT_FOUND"], "404 M_NOT_FOUND"),
            (
                400,
                [
                    "errcode": "M_INCOMPATIBLE_ROOM_VERSION", "error": "old",
                    "room_version": "org.example.9",
                ],
                "400 M_INCOMPATIBLE_ROOM_VERSION, old (the room is of version 'org.example.9')"
            ),
            (500, [:], "500, no errcode"),
            (302, [:], "302, no errcode"),
        ] as [(Int, JSONObject, String)])
    func refusals(status: Int, body: JSONObject, words: String) async throws {
        for operation in ["make-join", "send-join"] {
            let error = try await Self.fail(operation) { (_) throws(FederationRequestError) in
                CannedResident.json(body, status: status)
            }
            guard case .refused? = error?.cause else {
                Issue.record("another cause: \(String(describing: error))")
                continue
            }
            #expect(error?.cause.description == words)
            #expect(error?.step == (operation == "make-join" ? .askTemplate : .sendEvent))
        }
    }

    @Test(
        "No answer is told as what it is",
        arguments: [
            HTTPExchangeError(.timeout, "no answer within 10 s"),
            HTTPExchangeError(.tooLarge, "the body is larger than 100 bytes"),
            HTTPExchangeError(.refused, "connection refused"),
            HTTPExchangeError(.truncated, "the answer broke off"),
        ])
    func noAnswer(failure: HTTPExchangeError) async throws {
        for operation in ["make-join", "send-join"] {
            let error = try await Self.fail(operation) {
                (request) throws(FederationRequestError) in
                throw .noAnswer(
                    request.destination,
                    attempts: [
                        .init(
                            destination: Destination(
                                address: IPAddress(198, 51, 100, 7), port: 8448,
                                tlsName: .name("resident.example"),
                                hostHeader: "resident.example", specStep: "6"),
                            error: failure)
                    ])
            }
            guard case .noAnswer? = error?.cause else {
                Issue.record("another cause: \(String(describing: error))")
                continue
            }
            #expect(error?.description.contains(failure.reason) == true)
        }
    }

    @Test(
        "An answer of another form is told as what it is",
        arguments: [
            ("make-join", "<html>", "the answer is not JSON: "),
            ("send-join", "", "the answer is not JSON: "),
            ("make-join", "[]", "expected an object, found an array"),
            ("send-join", "null", "expected an object, found null"),
            ("send-join", "{}", "expected an array in 'state', found nothing"),
            ("send-join", #"{"state":{}}"#, "expected an array in 'state', found an object"),
            ("send-join", #"{"state":[]}"#, "expected an array in 'auth_chain', found nothing"),
            ("send-join", #"{"state":[],"state":[]}"#, "the answer is not JSON: "),
        ])
    func malformed(operation: String, body: String, words: String) async throws {
        let error = try await Self.fail(operation) { (_) throws(FederationRequestError) in
            HTTPResponse(status: 200, body: Array(body.utf8))
        }
        #expect(error?.cause.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test("An answer with more than is looked at is not looked at")
    func tooMany() async throws {
        let room = try CannedRoom(RoomVersion.all[10])
        let scene = try Scene(CannedResident(room))
        let error = await #expect(throws: MembershipError.self) {
            _ = try await scene.join(room, limits: ParticipationLimits(events: 5))
        }
        #expect(
            error?.attempts.first?.cause.description
                == "the answer has 6 events in 'state', and at most 5 are looked at")
        #expect(scene.keys.journal.isEmpty)
        let other = await #expect(throws: MembershipError.self) {
            _ = try await scene.join(
                room, omitsMembers: true, limits: ParticipationLimits(servers: 1))
        }
        #expect(
            other?.attempts.first?.cause.description
                == "the answer has 2 servers, and at most 1 are looked at")
    }
}
