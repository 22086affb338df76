import FederationCore
import Findings
import MatrixJSON

extension KeyDocumentJudge {
    /// Reads the bytes; a number that canonical JSON cannot hold is a finding and no obstacle.
    mutating func readDocument() -> JSONDocument? {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes)
            judgeCanonical(document)
        } catch {
            do {
                document = try JSONDocument(parsing: bytes, numbers: .preserving)
            } catch let cause {
                judgeSyntax(cause)
                return nil
            }
            findings.add(
                .canonical, .warn, "the document holds what canonical JSON cannot: \(error)",
                expected: "plain integers within ±9007199254740991", got: excerpt(at: error.offset),
                evidence: [Evidence("offset", .integer(error.offset))])
        }
        guard document.root.kind == .object else {
            findings.add(
                .document, .fail, "the document is no object", expected: "a JSON object",
                got: Self.shown(document.root))
            return nil
        }
        return document
    }

    private mutating func judgeSyntax(_ error: JSONSyntaxError) {
        let summary =
            if case .duplicateKey = error.reason {
                "\(error): peers differ in which of the two they read"
            } else {
                "the document is not JSON: \(error)"
            }
        findings.add(
            .document, .fail, summary, expected: "a JSON object", got: excerpt(at: error.offset),
            evidence: [Evidence("offset", .integer(error.offset))])
    }

    /// K03: the required fields are there and are objects where they must be.
    mutating func judgeFields(of root: JSONElement) {
        let required = ["server_name", "signatures", "valid_until_ts", "verify_keys"]
        let missing = required.filter { root[$0] == nil }
        if !missing.isEmpty {
            findings.add(
                .document, .fail,
                "the document lacks \(missing.joined(separator: ", "))",
                expected: required.joined(separator: ", "),
                got: root.members.prefix(20).map { Self.shown($0.name) }.joined(separator: ", "))
        }
        for name in ["verify_keys", "signatures"] {
            guard let value = root[name], value.kind != .object else { continue }
            findings.add(
                .document, .fail, "\(name) is no object", expected: "an object",
                got: Self.shown(value))
        }
        if !findings.has(.document) {
            let names = (root["verify_keys"]?.members ?? []).prefix(5).map { Self.shown($0.name) }
            let validity = root["valid_until_ts"]?.integer.map {
                "valid until \(UTCTime(milliseconds: $0).secondText)"
            }
            findings.add(
                .document, .pass,
                (names + [validity].compactMap(\.self)).joined(separator: ", "))
        }
    }

    /// K02: the document is about the server that was asked.
    mutating func judgeServerName(in root: JSONElement) {
        guard let value = root["server_name"] else {
            findings.add(.serverName, .skip, "the document has no server_name")
            return
        }
        guard let text = value.string else {
            findings.add(
                .serverName, .fail, "server_name is no string", expected: expected?.description,
                got: Self.shown(value))
            return
        }
        let name: ServerName
        do {
            name = try ServerName(parsing: text)
        } catch {
            findings.add(
                .serverName, .fail, "server_name is no server name: \(error)",
                expected: expected?.description, got: Self.shown(text))
            return
        }
        serverName = name
        guard let expected else {
            findings.add(.serverName, .pass, "\(name), and no other name was asked for")
            return
        }
        if name == expected {
            findings.add(.serverName, .pass, "\(name)")
        } else {
            findings.add(
                .serverName, .fail, "the document is about \(name), not about \(expected)",
                expected: expected.description, got: name.description,
                reproduce: reproduction("jq -r .server_name"))
        }
    }

    /// K17: numbers that canonical JSON writes in another way.
    private mutating func judgeCanonical(_ document: JSONDocument) {
        guard let offset = document.normalizations.first else {
            findings.add(.canonical, .pass, "every value can be written as canonical JSON")
            return
        }
        findings.add(
            .canonical, .warn,
            "the number at byte \(offset) is not written as canonical JSON writes it",
            expected: "plain integers", got: excerpt(at: offset),
            evidence: [Evidence("offset", .integer(offset))])
    }

    /// The bytes around an offset, as text; none where there are no bytes.
    private func excerpt(at offset: Int) -> String? {
        if bytes.isEmpty { return nil }
        let start = max(0, min(offset, bytes.count) - 20)
        return Self.shown(String(decoding: bytes[start...].prefix(60), as: UTF8.self))
    }

    /// A command that shows a finding without fedctl, where the document came by a command.
    func reproduction(_ filter: String) -> String? {
        command.map { "\($0) | \(filter)" }
    }
}
