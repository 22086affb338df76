import FederationClient
import FederationCore
import MatrixJSON
import RoomEvents
import Testing

@Suite("Transactions as they go out")
struct TransactionBodyTests {
    private static func transaction(
        pdus: [String] = [], edus: [String] = []
    ) throws -> Transaction {
        Transaction(
            "a/1", from: try ServerName(parsing: "us.test"), at: 5,
            pdus: try pdus.map {
                TransactionPDU(Array($0.utf8), version: try RoomVersion(parsing: "1"))
            },
            edus: edus.map { Array($0.utf8) })
    }

    @Test("Events and data go out byte for byte")
    func bytes() throws {
        let plain = try Self.transaction()
        #expect(
            String(decoding: plain.body, as: UTF8.self)
                == #"{"origin":"us.test","origin_server_ts":5,"pdus":[]}"#)
        let full = try Self.transaction(
            pdus: [#"{ "b": 1e2 }"#, "x"], edus: [#"{"edu_type" :1}"#])
        #expect(
            String(decoding: full.body, as: UTF8.self)
                == #"{"edus":[{"edu_type" :1}],"origin":"us.test","origin_server_ts":5,"#
                + #""pdus":[{ "b": 1e2 },x]}"#)
    }

    @Test("The ID is encoded once, and the body is that of the transaction")
    func request() throws {
        let transaction = try Self.transaction()
        let request = try transaction.request(to: ServerName(parsing: "peer.test"))
        #expect(request.method == "PUT")
        #expect(request.target == "/_matrix/federation/v1/send/a%2F1")
        #expect(request.body == transaction.body)
        #expect(request.numbers == .normalizing)
    }

    @Test("Numbers of old room versions are signed as they are")
    func numbers() throws {
        let transaction = try Self.transaction(pdus: [#"{"n":1.5}"#])
        let request = try transaction.request(to: ServerName(parsing: "peer.test"))
        #expect(request.numbers == .preserving)
        let signed = try request.signed(by: CraftIdentity.identity())
        #expect(String(decoding: signed.signedObject, as: UTF8.self).contains(#"{"n":1.5}"#))
    }

    @Test("The ID of an event is given in old room versions, and computed since")
    func eventIDs() throws {
        let bytes = Array(#"{"event_id":"$e:a.test","type":"x"}"#.utf8)
        let given = TransactionPDU(bytes, version: try RoomVersion(parsing: "2"))
        #expect(given.eventID?.description == "$e:a.test")
        #expect(TransactionPDU(bytes).eventID?.description == "$e:a.test")
        let computed = TransactionPDU(bytes, version: try RoomVersion(parsing: "11"))
        #expect(computed.eventID?.has(.urlSafeReferenceHash) == true)
        #expect(TransactionPDU(Array("{".utf8)).eventID == nil)
        #expect(TransactionPDU(Array("{}".utf8)).eventID == nil)
    }

    @Test("What is said of each event is read, and what is said of others is told")
    func answer() throws {
        let transaction = try Self.transaction(
            pdus: ["a", "b", "c"].map { #"{"event_id":"$\#($0):a.test"}"# })
        let answer = TransactionAnswer(
            Array(#"{"pdus":{"$a:a.test":{},"$b:a.test":{"error":"no"},"$x":{}}}"#.utf8),
            to: transaction)
        #expect(answer.results.map(\.outcome) == [.taken, .refused("no"), .notMentioned])
        #expect(answer.unexpected == ["$x"])
        #expect(answer.others.map(\.outcome) == [.taken])
        #expect(answer.insteadOfResults == nil)
    }

    @Test(
        "An answer without results says what there is instead",
        arguments: [("", "nothing"), ("{}", "nothing"), (#"{"pdus":[]}"#, "an array")])
    func noResults(body: String, words: String) throws {
        let transaction = try Self.transaction(pdus: [#"{"event_id":"$a:a.test"}"#])
        let answer = TransactionAnswer(Array(body.utf8), to: transaction)
        #expect(answer.insteadOfResults == words)
        #expect(answer.results.map(\.outcome) == [.notMentioned])
    }
}
