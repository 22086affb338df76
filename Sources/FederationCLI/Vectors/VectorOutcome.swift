import MatrixJSON
import RoomEvents

/// What an adapter made of a vector.
enum VectorOutcome: Sendable {
    /// Every member that was compared agrees.
    case agrees
    /// Members that differ, in words.
    case differs([String])
    /// The adapter does not do that, and why.
    case skipped(String)
    /// There is no answer, and why.
    case unanswered(String)

    /// Members whose values are names of ours, which an adapter need not know.
    private static let optional = ["rule", "violations"]

    /// Compares an answer with what was expected.
    init(of line: JSONValue, to vector: EventVector) {
        if case .string(let reason)? = line["skip"] {
            self = .skipped(reason)
        } else if case .string(let error)? = line["error"] {
            self = .differs(["the adapter answers with an error: \(error)"])
        } else if case .object(let answer)? = line["answer"] {
            self.init(answer, to: vector.expected)
        } else {
            self = .differs(["the line has no 'answer', no 'skip' and no 'error'"])
        }
    }

    private init(_ answer: JSONObject, to expected: JSONObject) {
        var differences: [String] = []
        var count = 0
        for member in expected.members {
            guard let given = answer[member.name] else {
                if !Self.optional.contains(member.name) {
                    differences.append(
                        "\(member.name): expected \(Self.text(member.value)), found nothing")
                }
                continue
            }
            count += 1
            if given != member.value {
                differences.append("\(member.name): " + Self.difference(given, member.value))
            }
        }
        if !differences.isEmpty {
            self = .differs(differences)
        } else {
            self = count > 0 ? .agrees : .differs(["the answer has no member to compare"])
        }
    }

    /// Long values with the first byte that differs, and what stands there.
    private static func difference(_ given: JSONValue, _ expected: JSONValue) -> String {
        let (found, wanted) = (given.canonicalBytes(), expected.canonicalBytes())
        let isLong = max(found.count, wanted.count) > 200
        guard isLong, let difference = ByteDifference(of: found, from: wanted) else {
            return "expected \(text(expected)), found \(text(given))"
        }
        return
            "byte \(difference.offset): expected …\(difference.ours)…, found …\(difference.theirs)…"
    }

    private static func text(_ value: JSONValue) -> String {
        let text = String(decoding: value.canonicalBytes(), as: UTF8.self)
        return text.count > 400 ? text.prefix(400) + "…" : text
    }
}
