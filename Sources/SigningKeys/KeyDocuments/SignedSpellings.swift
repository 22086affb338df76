import FederationCore
import MatrixJSON

/// The bytes that signers sign by mistake in place of a document's canonical JSON, each made once.
struct SignedSpellings {
    private let spellings: [(mistake: SigningMistake, bytes: [UInt8])]

    /// Every spelling of `document`, which is an object, that differs from the right one.
    init(of document: JSONDocument, entity: String) {
        let root = document.root
        let both = ["signatures", "unsigned"]
        let right = root.canonicalBytes(omitting: both)
        var all: [(SigningMistake, [UInt8])] = []
        if document.numbers == .preserving { all.append((.numbersKept, right)) }
        all.append((.unsignedKept, root.canonicalBytes(omitting: ["signatures"])))
        for signatures in Self.earlierSignatures(of: root, entity) {
            for (mistake, omitted) in [
                (SigningMistake.signaturesKept, both), (.bothKept, [both[0]]),
            ] {
                let object = JSONExcision.inserting(
                    "signatures", signatures, into: JSONExcision.bytes(of: root, without: omitted))
                all.append((mistake, Self.canonical(object, document.numbers)))
            }
        }
        let spelling = { (change: (inout JSONSpelling) -> Void) in
            var spelling = JSONSpelling(omitting: both)
            change(&spelling)
            return spelling.bytes(of: root)
        }
        all += [
            (.otherPadding, spelling { $0.padding = .added }),
            (.otherPadding, spelling { $0.padding = .removed }),
            (.unsorted, spelling { $0.isSorted = false }),
            (.spaced, spelling { $0.isSpaced = true }),
            (.spacedAndUnsorted, spelling { ($0.isSorted, $0.isSpaced) = (false, true) }),
            (.asSent, JSONExcision.bytes(of: root, without: both)),
            (.escapedSlashes, spelling { $0.escapesSlashes = true }),
            (.hashed, sha256(right)),
        ]
        spellings = all.filter { $0.1 != right || $0.0 == .numbersKept }
    }

    /// The first mistake under which `signature` verifies.
    func mistake(in signature: [UInt8], by key: VerifyKey) -> SigningMistake? {
        spellings.first { key.isValid(signature, for: $0.bytes) }?.mistake
    }

    /// What `signatures` can have been before this entity signed: empty, an empty entry, or the
    /// signatures of the others.
    private static func earlierSignatures(of root: JSONElement, _ entity: String) -> [[UInt8]] {
        let empty = Array("{}".utf8)
        var candidates = [empty, JSONExcision.inserting(entity, empty, into: empty)]
        if let signatures = root["signatures"], signatures.members.count > 1 {
            let others = JSONExcision.bytes(of: signatures, without: [entity])
            candidates += [others, JSONExcision.inserting(entity, empty, into: others)]
        }
        return candidates
    }

    private static func canonical(_ object: [UInt8], _ numbers: NumberReading) -> [UInt8] {
        do {
            return try canonicalize(object, numbers: numbers)
        } catch {
            preconditionFailure("an object of parts that were read cannot be read: \(error)")
        }
    }
}
