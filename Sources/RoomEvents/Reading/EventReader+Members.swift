import FederationCore
import MatrixJSON

extension EventReader {
    /// A member that has to be there and of that kind.
    mutating func required(_ name: String, _ kind: JSONKind) -> JSONElement? {
        guard let element = root[name] else {
            report(.missing, at: name, "expected \(kind.words), found nothing", nil)
            return nil
        }
        return checked(element, name, kind)
    }

    /// A member that may be missing, but must be of that kind.
    mutating func optional(_ name: String, _ kind: JSONKind) -> JSONElement? {
        root[name].flatMap { checked($0, name, kind) }
    }

    mutating func checked(
        _ element: JSONElement, _ path: String, _ kind: JSONKind
    ) -> JSONElement? {
        if element.kind == kind { return element }
        report(.wrongType, at: path, "expected \(kind.words), found \(element.words)", element)
        return nil
    }

    mutating func readText(_ name: String) -> String? {
        required(name, .string).flatMap { shortText($0, name) }
    }

    mutating func readOptionalText(_ name: String) -> String? {
        optional(name, .string).flatMap { shortText($0, name) }
    }

    /// A text that has at most 255 bytes.
    private mutating func shortText(_ element: JSONElement, _ name: String) -> String? {
        let count = element.stringBytes?.count ?? 0
        guard count <= EventLimits.textBytes else {
            report(
                .tooLong, at: name,
                "the text has \(count) bytes, and \(EventLimits.textBytes) are allowed", element)
            return nil
        }
        return element.string
    }

    mutating func readInteger(_ name: String) -> Int64? {
        guard let element = required(name, .number) else { return nil }
        if let integer = element.integer { return integer }
        let text = element.numberText ?? ""
        report(
            .wrongType, at: name, "expected an integer of 64 bits, found \(text.prefix(40))",
            element)
        return nil
    }

    mutating func readDepth() -> Int64? {
        guard let element = required("depth", .number) else { return nil }
        let text = String((element.numberText ?? "").prefix(40))
        guard let depth = element.integer else {
            let isWhole = text.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 }
            report(
                isWhole ? .depthOutOfRange : .wrongType, at: "depth",
                "expected an integer from 0 to \(rules.maximumDepth), found \(text)", element)
            return nil
        }
        guard (0...rules.maximumDepth).contains(depth) else {
            report(
                .depthOutOfRange, at: "depth",
                "expected an integer from 0 to \(rules.maximumDepth), found \(text)", element)
            return nil
        }
        return depth
    }

    mutating func readIdentifier<Identifier>(
        _ name: String, _ kind: IdentifierKind,
        _ parse: (String) throws(IdentifierError) -> Identifier
    ) -> Identifier? {
        guard let element = required(name, .string) else { return nil }
        return identifier(in: element, at: name, parse)
    }

    mutating func identifier<Identifier>(
        in element: JSONElement, at path: String,
        _ parse: (String) throws(IdentifierError) -> Identifier
    ) -> Identifier? {
        let count = element.stringBytes?.count ?? 0
        guard count <= EventLimits.textBytes, let text = element.string else {
            report(
                .tooLong, at: path,
                "the text has \(count) bytes, and \(EventLimits.textBytes) are allowed", element)
            return nil
        }
        do {
            return try parse(text)
        } catch {
            report(.invalidIdentifier, at: path, "\(error)", element)
            return nil
        }
    }

    /// Checks what is not read: objects that have to be there.
    mutating func checkObjects() {
        _ = required("content", .object)
        _ = optional("unsigned", .object)
        if let hashes = required("hashes", .object) {
            if let hash = hashes["sha256"] {
                _ = checked(hash, "hashes.sha256", .string)
            } else {
                report(
                    .missing, at: "hashes.sha256", "expected a string, found nothing", hashes)
            }
        }
        guard let signatures = required("signatures", .object) else { return }
        signatures.forEachMember { server, entry in
            // The names are only made where something is told of them.
            guard entry.kind == .object else {
                _ = checked(entry, Self.path("signatures", server), .object)
                return
            }
            entry.forEachMember { key, signature in
                guard signature.kind != .string else { return }
                _ = checked(
                    signature, Self.path(Self.path("signatures", server), key), .string)
            }
        }
    }

    /// The path of a member whose name may be of any length.
    private static func path(_ base: String, _ name: JSONElement) -> String {
        "\(base).\((name.string ?? "").prefix(80))"
    }
}
