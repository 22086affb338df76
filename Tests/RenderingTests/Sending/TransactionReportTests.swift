import FederationClient
import FederationCore
import Findings
import MatrixJSON
import Rendering
import RoomEvents
import TestSupport
import Testing

@Suite("What became of a transaction")
struct TransactionReportTests {
    private static let named = #"{"event_id":"$a:hs.test"}"#
    private static let nameless = #"{"type":"m.x","content":{}}"#

    private static func report(
        _ pdus: [String], _ answer: String, status: Int = 200, found: [FoundEvent] = []
    ) throws -> TransactionReport {
        let server = try ServerName(parsing: "hs.test")
        let transaction = Transaction(
            "t", from: try ServerName(parsing: "own.test"), at: 1,
            pdus: pdus.map { TransactionPDU(Array($0.utf8)) }, edus: [])
        let destination = Destination(
            address: IPAddress(127, 0, 0, 1), port: 8448,
            tlsName: .name("hs.test"), hostHeader: "hs.test", specStep: "2")
        let exchange = FederationExchange(
            destination: destination,
            request: HTTPRequest(
                method: "PUT", target: "/_matrix/federation/v1/send/t", hostHeader: "hs.test"),
            response: HTTPResponse(status: status, body: Array(answer.utf8)))
        return TransactionReport(server: server, transaction, exchange, found: found)
    }

    private static let taken = #"{"pdus":{"$a:hs.test":{}}}"#

    @Test(
        "Only what was accepted is a pass where that was looked at",
        arguments: [
            (FoundEvent.asSent, Verdict.pass, "1 event accepted"),
            (.redacted, .fail, "1 event accepted without the content that was sent"),
            (.rejected, .fail, "1 event not accepted"), (.unknown, .fail, "1 event not accepted"),
            (
                .unplaced(isAsSent: true, reason: "no"), .skip,
                "whether 1 event became part of the room cannot be told"
            ), (.untold(reason: "no"), .skip, "cannot be told"),
        ])
    func found(_ found: FoundEvent, _ verdict: Verdict, _ words: String) throws {
        let report = try Self.report([Self.named], Self.taken, found: [found])
        #expect(report.verdict == verdict)
        #expect(report.lastLine.hasPrefix("\(verdict.rawValue)  200 OK; "))
        #expect(report.lastLine.contains(words), "\(report.lastLine)")
        #expect(report.json["events"]?.elements?.first?["later"] == .string(found.words))
        let accepted = found.isAccepted.map { JSONValue.boolean($0) }
        #expect(report.json["events"]?.elements?.first?["accepted"] == accepted)
    }

    @Test("A page of a front end is no answer, with events or without", arguments: [[named], []])
    func page(pdus: [String]) throws {
        let report = try Self.report(pdus, "<html>")
        #expect(report.verdict == .fail)
        #expect(report.lastLine.hasPrefix("fail  200 OK; not JSON (no type)"))
        #expect(report.json["error"]?["code"] == "wrong_answer")
        #expect(try Self.report([], #"{"pdus":{}}"#).verdict == .pass)
        #expect(try Self.report([], "{}").verdict == .fail)
    }

    @Test("What was taken is not said to be accepted, and what is not mentioned fails")
    func unseen() throws {
        let taken = try Self.report([Self.named], Self.taken)
        #expect(taken.verdict == .pass)
        #expect(taken.lastLine.contains("not yet accepted"))
        let dropped = try Self.report([Self.named], #"{"pdus":{}}"#)
        #expect(dropped.verdict == .fail)
        #expect(dropped.lastLine == "fail  200 OK; no result for 1 event")
    }

    @Test("Without a room version the results stand under the IDs of the answer")
    func nameless() throws {
        let taken = try Self.report([Self.nameless], #"{"pdus":{"$x":{}}}"#)
        #expect(taken.verdict == .pass)
        #expect(taken.text(style: .plain).contains("$x     {} for the event"))
        #expect(taken.text(style: .plain).contains("without --room-version"))
        let refused = try Self.report([Self.nameless], #"{"pdus":{"$x":{"error":"no"}}}"#)
        #expect(refused.verdict == .fail)
        #expect(refused.json["events"]?.elements?.first?["id_from"] == "answer")
        #expect(try Self.report([Self.nameless], #"{"pdus":{}}"#).verdict == .fail)
    }

    @Test("A result under another ID is told, with what makes IDs differ")
    func strangers() throws {
        let report = try Self.report([Self.named], #"{"pdus":{"$x":{}}}"#)
        #expect(report.verdict == .fail)
        #expect(report.text(style: .plain).contains("is --room-version right?"))
        #expect(report.json["unexpected"]?.elements?.count == 1)
    }

    @Test("What is long is cut in the table, and stands in full below it")
    func long() throws {
        let reason = Array(repeating: "word", count: 40).joined(separator: " ")
        let report = try Self.report(
            [Self.named], #"{"pdus":{"$a:hs.test":{"error":"\#(reason)"}}}"#)
        let lines = report.text(style: .plain).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines)")
        #expect(lines.contains { $0.hasSuffix("…") })
        #expect(lines.contains("$a:hs.test:"))
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }
}
