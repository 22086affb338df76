import FederationCore

extension XMatrixStyle {
    private static let grammar = "RFC 9110 section 11.4, which the section refers to"

    /// Right in every part, and written as the grammar allows.
    static let legal: [XMatrixStyle] = [
        XMatrixStyle("plain", .accept, "as senders should write it") {
            [$0.header($0.parameters())]
        },
        XMatrixStyle("order", .accept, "the parameters in another order") {
            [$0.header($0.parameters().reversed())]
        },
        XMatrixStyle("names-upper", .accept, "the names of the parameters in upper case") {
            [$0.header($0.parameters().map { ($0.name.uppercased(), $0.value) })]
        },
        XMatrixStyle("names-mixed", .accept, "the names of the parameters in mixed case") {
            [$0.header($0.parameters().map { ($0.name.capitalizedASCII, $0.value) })]
        },
        XMatrixStyle("scheme-lower", .accept, "the scheme in lower case", reason: grammar) {
            [$0.header($0.parameters(), scheme: "x-matrix ")]
        },
        XMatrixStyle("spaces-scheme", .accept, "several spaces after the scheme") {
            [$0.header($0.parameters(), scheme: "X-Matrix    ")]
        },
        XMatrixStyle("spaces-comma", .accept, "spaces around the commas") {
            [$0.header($0.parameters(), comma: " , ")]
        },
        XMatrixStyle("tabs-comma", .accept, "tabs around the commas") {
            [$0.header($0.parameters(), comma: "\t,\t")]
        },
        XMatrixStyle("spaces-equals", .accept, "spaces around the equals signs", reason: grammar) {
            [$0.header($0.parameters(), equals: " = ")]
        },
        XMatrixStyle("unquoted-names", .accept, "origin and destination without quotes") {
            [$0.header($0.parameters(), unquoted: ["origin", "destination"])]
        },
        XMatrixStyle("unquoted-key", .accept, "the key ID without quotes, colon and all") {
            [$0.header($0.parameters(), unquoted: ["key"])]
        },
        XMatrixStyle("escapes", .accept, "backslashes in the quotes") { spelling in
            let escaped = spelling.parameters().map { parameter in
                (parameter.name, parameter.value.map { "\\\($0)" }.joined())
            }
            return [spelling.header(escaped)]
        },
        XMatrixStyle("unknown-parameter", .accept, "a parameter that nobody knows") {
            [$0.header($0.parameters() + [("nonsense", "1")])]
        },
        XMatrixStyle(
            "quoted-comma", .accept, "a parameter that nobody knows, with a comma in its quotes",
            reason: grammar
        ) { [$0.header($0.parameters() + [("nonsense", "a,b")])] },
        XMatrixStyle("empty-elements", .accept, "commas with nothing between them", reason: grammar)
        { [$0.header($0.parameters(), comma: ",,")] },
        XMatrixStyle("signature-padded", .accept, "the signature padded with '='") {
            [$0.header($0.parameters(signature: $0.signature + "=="))]
        },
    ]

    /// Parameters that are missing, twice, or in a header more.
    static let parts: [XMatrixStyle] = [
        XMatrixStyle(
            "destination-missing", .accept, "no destination, as before v1.3, but in what is signed"
        ) { [$0.header($0.parameters(omitting: "destination"))] },
        XMatrixStyle(
            "destination-unsigned", .silent, "no destination, neither in the header nor signed"
        ) { spelling in
            let signature = spelling.signature { $0.destination = nil }
            return [
                spelling.header(
                    spelling.parameters(signature: signature, omitting: "destination"))
            ]
        },
        XMatrixStyle(
            "destination-other", .refuseWith401, "the destination of another server, signed so"
        ) { spelling in
            let signature = spelling.signature { $0.destination = XMatrixSpelling.nobody }
            return [
                spelling.header(
                    spelling.parameters(
                        destination: XMatrixSpelling.nobody, signature: signature))
            ]
        },
        XMatrixStyle("header-missing", .refuse, "no Authorization header") { _ in [] },
        XMatrixStyle("origin-missing", .refuse, "no origin") {
            [$0.header($0.parameters(omitting: "origin"))]
        },
        XMatrixStyle("key-missing", .refuse, "no key ID") {
            [$0.header($0.parameters(omitting: "key"))]
        },
        XMatrixStyle("signature-missing", .refuse, "no signature") {
            [$0.header($0.parameters(omitting: "sig"))]
        },
        XMatrixStyle("repeated-parameter", .silent, "the origin twice") {
            [$0.header($0.parameters() + [("origin", $0.origin)])]
        },
        XMatrixStyle("headers-two", .silent, "a header with an unknown key, and a good one") {
            [
                $0.header($0.parameters(keyID: "ed25519:fedctl_unpublished")),
                $0.header($0.parameters()),
            ]
        },
        XMatrixStyle("headers-two-good", .silent, "a good header twice") {
            [$0.header($0.parameters()), $0.header($0.parameters())]
        },
    ]
}

extension String {
    /// The text with its first letter in upper case.
    fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
