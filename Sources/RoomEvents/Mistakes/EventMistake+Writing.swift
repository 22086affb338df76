import MatrixJSON

extension EventMistake {
    /// JSON that is not canonical.
    static let writings: [EventMistake] = [
        writing(
            "html-escaped", "HTML-escaped (\\u003c)",
            "with <, > and & escaped as \\u003c and so on",
            fix: "switch HTML escaping off (Go: SetEscapeHTML(false))"
        ) { [$0.escaping(.html)] },
        writing(
            "ascii-only", "non-ASCII escaped (\\u00e9)", "with characters beyond ASCII escaped",
            fix: "write characters beyond ASCII as UTF-8 (Python: ensure_ascii=False)"
        ) {
            // Python escapes U+007F too.
            [
                $0.escaping(.nonASCII, .delete), $0.escaping(.nonASCII),
                $0.escaping(.nonASCII, .capitals),
            ]
        },
        writing(
            "slash-escaped", "slashes escaped (\\/)", "with / escaped as \\/",
            fix: "write / as it is (PHP: JSON_UNESCAPED_SLASHES)"
        ) { [$0.escaping(.slash), $0.escaping(.slash, .nonASCII)] },
        writing(
            "controls-escaped", "control characters escaped otherwise",
            "with control characters escaped in another form",
            fix: """
                escape as \\b \\t \\n \\f \\r, else as \\u00xx in small letters, and U+007F not at all
                """
        ) {
            [
                $0.escaping(.capitals), $0.escaping(.longControls), $0.escaping(.delete),
                $0.escaping(.longControls, .capitals), $0.escaping(.lineSeparators),
                $0.escaping(.delete, .capitals),
            ]
        },
        writing(
            "unsorted", "members not sorted", "with the members in the order in which they came",
            fix: "sort the members of every object by code point"
        ) { [$0.with(\.order, .received)] },
        writing(
            "sorted-by-code-units", "members sorted by UTF-16",
            "with the members sorted by UTF-16 code units",
            fix: "sort the members by code point, which is the order of their UTF-8 bytes"
        ) { [$0.with(\.order, .codeUnits)] },
        writing(
            "spaced", "white space between tokens", "with white space between the tokens",
            fix: "write no white space (Python: separators=(\",\", \":\"))"
        ) {
            [
                $0.with(\.space, .afterSeparators), $0.with(\.space, .indented(2)),
                $0.with(\.space, .indented(4)),
            ]
        },
        writing(
            "as-received", "the bytes as they came",
            "over the bytes as they came, which are not canonical JSON",
            fix: "make canonical JSON before hashing and signing"
        ) { [$0.with(\.isAsReceived, true)] },
        writing(
            "integers-with-fraction", "integers with a fraction (1.0)",
            "with integers written as 1.0", fix: "write integers without a fraction"
        ) { [$0.with(\.integers, .withFraction)] },
        writing(
            "numbers-through-double", "numbers through a double",
            "with numbers read and written as doubles",
            fix: "keep the text of numbers in room versions 1 to 5; later ones refuse such numbers"
        ) { [$0.with(\.integers, .throughDouble)] },
        EventMistake(
            "empty-omitted", "empty members left out", in: [.contentHash, .signature],
            fix: "write empty and null members as they are (Go: no omitempty)"
        ) { _ in
            [
                EventSpellingVariant("with null members left out") { $0.emptiness = .nullsDropped },
                EventSpellingVariant("with empty and null members left out") {
                    $0.emptiness = .emptiesDropped
                },
            ]
        },
    ]

    private static func writing(
        _ id: String, _ words: String, _ phrase: String, fix: String,
        _ variants: @escaping @Sendable (JSONWriting) -> [JSONWriting]
    ) -> EventMistake {
        EventMistake(id, words, in: [.contentHash, .signature], fix: fix) { _ in
            let canonical = JSONWriting()
            return variants(canonical).map { writing in
                EventSpellingVariant(phrase) { $0.writing.merge(writing) }
            }
        }
    }
}

extension JSONWriting {
    /// This, with other escapes too.
    fileprivate func escaping(_ escapes: Escape...) -> JSONWriting {
        with(\.escapes, self.escapes.union(escapes))
    }

    /// This, with one thing changed.
    fileprivate func with<Value>(
        _ property: WritableKeyPath<JSONWriting, Value>, _ value: Value
    ) -> JSONWriting {
        var changed = self
        changed[keyPath: property] = value
        return changed
    }

    /// Takes over what is not canonical in `other`.
    fileprivate mutating func merge(_ other: JSONWriting) {
        let canonical = JSONWriting()
        if other.isAsReceived { isAsReceived = true }
        if other.order != canonical.order { order = other.order }
        if other.space != canonical.space { space = other.space }
        if other.integers != canonical.integers { integers = other.integers }
        escapes.formUnion(other.escapes)
    }
}
