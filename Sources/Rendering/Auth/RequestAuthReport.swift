public import FederationCore
public import Findings
public import MatrixJSON

/// What the signature of a captured request comes to, for people and for machines.
public struct RequestAuthReport: Sendable {
    private let inspection: RequestInspection
    private let keyProblem: String?
    private let remarks: [String]

    /// The report of an inspection.
    ///
    /// - Parameters:
    ///   - inspection: The inspection.
    ///   - keyProblem: Why the key of the header could not be had; none where it could.
    ///   - remarks: What the reader can do.
    public init(_ inspection: RequestInspection, keyProblem: String? = nil, remarks: [String] = [])
    {
        self.inspection = inspection
        self.keyProblem = keyProblem
        self.remarks = remarks + (Self.hasNoCause(inspection) ? [Self.noCause] : [])
    }

    private static func hasNoCause(_ inspection: RequestInspection) -> Bool {
        guard let error = inspection.error, inspection.explanations.isEmpty else { return false }
        // Whatever else is wrong has been named.
        if case .invalidSignature = error { return true }
        return false
    }

    private static let noCause =
        "none of the \(RequestMistake.all.count) mistakes that were tried, alone and two by two, makes "
        + "it verify: were method, target, body and header taken from the same request?"

    /// Whether the request is from whom it says; a skip where its key is not known.
    public var verdict: Verdict {
        if inspection.verifies { return .pass }
        if case .unknownKey? = inspection.error, inspection.explanations.isEmpty { return .skip }
        return .fail
    }

    /// What it comes to, in words.
    private var words: String {
        if let error = inspection.headerError { return "the header cannot be read: \(error)" }
        if case .unknownKey(let origin, let keyID, _)? = inspection.error, let keyProblem {
            return "the key '\(keyID)' of '\(origin)' is not known: \(keyProblem)"
        }
        if let error = inspection.error { return error.description }
        guard let header = inspection.header else { return "there is no header" }
        return "\(header.origin) \(header.keyID) verifies"
    }

    /// The verdict with its words, in a line.
    public var lastLine: String { "\(verdict.rawValue)  \(words)".escapedForTerminal }

    /// The report for people.
    public func text(style: TextStyle) -> String {
        var lines = [
            style.dressed(verdict.rawValue, as: verdict) + "  " + words.escapedForTerminal
        ]
        for deviation in inspection.header?.deviations ?? [] {
            lines.append("  note    \(deviation.rawValue)".escapedForTerminal)
        }
        for remark in remarks {
            lines += Paragraph.lines(remark.escapedForTerminal, first: "  note    ")
        }
        guard !inspection.verifies else { return lines.map { $0 + "\n" }.joined() }
        for explanation in inspection.explanations {
            lines.append("  cause   \(explanation.words)".escapedForTerminal)
            for mistake in explanation.mistakes { lines.append("  fix     \(mistake.fix)") }
            lines.append(
                "  signed  \(String(decoding: explanation.signedObject, as: UTF8.self))"
                    .escapedForTerminal)
        }
        if let object = inspection.signedObject {
            lines.append(
                "  wanted  \(String(decoding: object, as: UTF8.self))".escapedForTerminal)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The report for machines, `fedctl.auth/1`.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.auth/1", "verdict": .string(verdict.rawValue),
            "words": .string(words),
        ]
        if let header = inspection.header {
            object["origin"] = .string("\(header.origin)")
            object["key_id"] = .string("\(header.keyID)")
            if let destination = header.destination {
                object["destination"] = .string("\(destination)")
            }
            object["deviations"] = .array(header.deviations.map { .string($0.rawValue) })
        }
        if let bytes = inspection.signedObject {
            object["wanted"] = .string(String(decoding: bytes, as: UTF8.self))
        }
        if !remarks.isEmpty { object["notes"] = .array(remarks.map { .string($0) }) }
        object["explanations"] = .array(
            inspection.explanations.map { explanation in
                [
                    "mistakes": .array(
                        explanation.mistakes.map {
                            ["id": .string($0.id), "fix": .string($0.fix)]
                        }),
                    "words": .string(explanation.words),
                    "server_name": .string("\(explanation.key.serverName)"),
                    "key_id": .string("\(explanation.key.key.keyID)"),
                    "signed": .string(String(decoding: explanation.signedObject, as: UTF8.self)),
                ]
            })
        return .object(object)
    }
}
