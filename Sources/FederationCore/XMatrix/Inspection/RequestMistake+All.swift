import MatrixJSON

extension RequestMistake {
    /// Every mistake that is recognised; those of keys are told by the search itself.
    public static let all = uris + names + methods + contents + keys

    private static let bytesAsSent = "sign the request target byte for byte as it goes out"
    private static let bytesKept = "have the front end pass the request target on unchanged"

    private static let uris: [RequestMistake] = [
        .uri("path-decoded", "the target percent-decoded", fix: bytesAsSent) { target, _ in
            let (path, query) = target.pathAndQuery
            return [
                PercentEncoding.decode(path) + query, PercentEncoding.decode(target),
            ]
        },
        .uri(
            "path-encoded", "the target percent-encoded, as a front end may have decoded it",
            fix: bytesKept
        ) { target, _ in
            let (path, query) = target.pathAndQuery
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            let encoded = parts.map { PercentEncoding.encode(PercentEncoding.decode($0)) }
                .joined(separator: "/")
            // Some encoders leave what only a few parts of an address need encoded.
            let lenient = encoded.replacing(["%21": "!", "%24": "$", "%40": "@", "%3A": ":"])
            return [
                encoded + query, encoded.replacing(["%21": "!"]) + query, lenient + query,
            ]
        },
        .uri(
            "percent-twice", "the target percent-encoded a second time", fix: bytesAsSent
        ) { target, _ in [target.replacing(["%": "%25"])] },
        .uri(
            "percent-case", "the digits of the percent-encoding in the other case", fix: bytesKept
        ) { target, _ in
            [target.percentDigits(uppercase: true), target.percentDigits(uppercase: false)]
        },
        .uri("query-missing", "the path without the query", fix: "sign the query too") {
            target, _ in [target.pathAndQuery.path]
        },
        .uri("query-order", "the parameters of the query in another order", fix: bytesAsSent) {
            target, _ in
            let (path, query) = target.pathAndQuery
            let items = query.dropFirst().split(separator: "&")
            guard items.count > 1 else { return [] }
            return [items.sorted { $0 < $1 }, items.reversed()].map {
                path + "?" + $0.joined(separator: "&")
            }
        },
        .uri("query-spaces", "the spaces of the query written in the other way", fix: bytesKept) {
            target, _ in
            let (path, query) = target.pathAndQuery
            return [
                path + query.replacing(["+": "%20"]), path + query.replacing(["%20": "+"]),
                path + query.replacing(["+": "%2B"]),
            ]
        },
        .uri(
            "slash-trailing", "a slash more or less at the end of the path", fix: bytesKept
        ) { target, _ in
            let (path, query) = target.pathAndQuery
            return [(path.hasSuffix("/") ? String(path.dropLast()) : path + "/") + query]
        },
        .uri(
            "uri-absolute", "scheme and host before the path",
            fix: "sign the path and query alone, beginning with /_matrix"
        ) { target, capture in
            [capture.ownName.description, capture.hostHeader].compactMap(\.self).flatMap { name in
                ["https://\(name)\(target)", "//\(name)\(target)"]
            }
        },
        .uri(
            "prefix-missing", "another beginning of the path",
            fix: "sign the whole path, and have the front end take nothing away from it"
        ) { target, _ in
            let prefixes = ["/_matrix/federation/v1", "/_matrix/federation", "/_matrix"]
            let shorter = prefixes.compactMap { prefix in
                target.hasPrefix(prefix) ? String(target.dropFirst(prefix.count)) : nil
            }
            return shorter + prefixes.map { $0 + target } + [String(target.drop { $0 == "/" })]
        },
    ]

    private static let names: [RequestMistake] = [
        .name(
            "destination-missing", .destination, "no destination in the signed object",
            fix: "sign the destination too, and put it in the header"
        ) { _, _ in [nil] },
        .name(
            "destination-empty", .destination, "an empty destination",
            fix: "sign the name of the server that the request is for"
        ) { _, _ in [""] },
        .name(
            "destination-header", .destination,
            "the destination of the header, which is not the name of this server",
            fix: "sign for the name before any delegation, as this server knows itself"
        ) { capture, header in
            let name = header.destination
            return name == nil || name == capture.ownName ? [] : [name?.description]
        },
        .name(
            "destination-host", .destination, "the host that the request went to",
            fix: "sign for the name before any delegation, not for where it leads"
        ) { capture, _ in capture.hostHeader.map { $0.withAndWithoutPort } ?? [] },
        .name(
            "destination-case", .destination, "the destination in other letter case",
            fix: "sign the name of the server as it is written in its IDs"
        ) { capture, _ in capture.ownName.description.otherCases },
        .name(
            "destination-port", .destination, "the destination with another port",
            fix: "sign the name of the server as it is written in its IDs, port and all"
        ) { capture, _ in capture.ownName.otherPorts },
        .name(
            "origin-case", .origin, "the origin in other letter case",
            fix: "write the own name in the header as it is signed"
        ) { _, header in header.origin.description.otherCases },
        .name(
            "origin-port", .origin, "the origin with another port",
            fix: "write the own name in the header as it is signed"
        ) { _, header in header.origin.otherPorts },
        RequestMistake(
            "names-swapped", .origin, "origin and destination swapped",
            fix: "the origin is who sends, the destination who receives"
        ) { object, _, _ in
            object.destination.map {
                [object.with(\.origin, $0).with(\.destination, object.origin)]
            } ?? []
        },
    ]

    private static let methods: [RequestMistake] = [
        RequestMistake(
            "method-case", .method, "the method in lower case", fix: "sign the method as it is sent"
        ) { object, _, _ in [object.with(\.method, object.method.lowercased())] },
        RequestMistake(
            "method-other", .method, "another method", fix: "sign the method as it is sent"
        ) { object, _, _ in
            ["GET", "PUT", "POST", "HEAD", "DELETE"].filter { $0 != object.method }
                .map { object.with(\.method, $0) }
        },
    ]

    private static let contents: [RequestMistake] = [
        .content(
            "content-missing", "no body in the signed object", fix: "sign the body as 'content'"
        ) { body in body == nil ? [] : [nil] },
        .content(
            "content-empty", "an empty body in the signed object, where there is none",
            fix: "leave 'content' out where there is no body"
        ) { body in
            body == nil ? ["{}", "null", #""""#].map { Array($0.utf8) } : []
        },
        .content(
            "content-emptied",
            "an empty body in the signed object, in place of the one that was sent",
            fix: "sign the body as 'content'"
        ) { body in body == nil ? [] : [Array("{}".utf8)] },
        .content(
            "content-raw", "the bytes of the body, not in canonical form",
            fix: "sign the canonical form of the parsed body"
        ) { body in [body] },
        .content(
            "content-text", "the body as a string",
            fix: "sign the parsed body, not its text"
        ) { body in
            body.map { [JSONValue.string(String(decoding: $0, as: UTF8.self)).canonicalBytes()] }
                ?? []
        },
        .content(
            "content-numbers", "numbers of the body written in another way",
            fix: "write integers without fraction and exponent"
        ) { body in body.map { [try? canonicalize($0, numbers: .preserving)] } ?? [] },
        .content(
            "content-escaped", "characters of the body escaped that canonical JSON does not escape",
            fix: "write characters above U+001F as they are, but quotes and backslashes"
        ) { body in
            // A body that is no JSON is told before.
            guard let body, let canonical = try? canonicalize(body) else { return [] }
            let text = String(decoding: canonical, as: UTF8.self)
            return [
                text.escaped { $0.value > 0x7E },
                text.escaped { "<>&\u{2028}\u{2029}".unicodeScalars.contains($0) },
                text.replacing(["/": "\\/"]),
            ].map { Array($0.utf8) }
        },
        .content(
            "content-stripped", "the body without its 'signatures' and 'unsigned'",
            fix: "sign the whole body: its own signatures and unsigned data are part of 'content'"
        ) { body in
            body.map { [try? canonicalize($0, omitting: ["signatures", "unsigned"])] } ?? []
        },
    ]

    /// The request is right, and the key is not the one that the header names.
    static let keys = [otherKey, oldKey, foreignKey]

    static let otherKey = RequestMistake(
        "key-other", .key, "another key of the origin",
        fix: "name the key in the header that signs the request"
    ) { _, _, _ in [] }
    static let oldKey = RequestMistake(
        "key-old", .key, "an old key of the origin, which is good for events alone",
        fix: "sign requests with a key of verify_keys"
    ) { _, _, _ in [] }
    static let foreignKey = RequestMistake(
        "key-foreign", .key, "a key of another server",
        fix: "write the server in 'origin' whose key signs the request"
    ) { _, _, _ in [] }
}
