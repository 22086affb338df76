import FederationCore

extension XMatrixStyle {
    /// Signatures that are wrong, or over something else.
    static let signatures: [XMatrixStyle] = [
        XMatrixStyle("signature-wrong", .refuse, "a signature with one bit changed") { spelling in
            var bytes = spelling.signatureBytes()
            bytes[0] ^= 1
            let signature = UnpaddedBase64.encode(bytes)
            return [spelling.header(spelling.parameters(signature: signature))]
        },
        XMatrixStyle("signature-short", .refuse, "a signature of 16 bytes") { spelling in
            let signature = UnpaddedBase64.encode(Array(spelling.signatureBytes().prefix(16)))
            return [spelling.header(spelling.parameters(signature: signature))]
        },
        XMatrixStyle("signature-not-base64", .refuse, "a signature that is no base64") {
            [$0.header($0.parameters(signature: "!!!"))]
        },
        XMatrixStyle("signature-url-safe", .silent, "the signature in the URL-safe alphabet") {
            let signature = UnpaddedBase64.encode($0.signatureBytes(), alphabet: .urlSafe)
            return [$0.header($0.parameters(signature: signature))]
        },
        XMatrixStyle("uri-other", .refuse, "a signature over another query") { spelling in
            let signature = spelling.signature { $0.uri += $0.uri.contains("?") ? "&x=1" : "?x=1" }
            return [spelling.header(spelling.parameters(signature: signature))]
        },
        XMatrixStyle("method-other", .refuse, "a signature over another method") { spelling in
            let signature = spelling.signature { $0.method = "DELETE" }
            return [spelling.header(spelling.parameters(signature: signature))]
        },
        XMatrixStyle("content-other", .refuse, "a signature over another body") { spelling in
            let signature = spelling.signature { $0.content = Array(#"{"x":1}"#.utf8) }
            return [spelling.header(spelling.parameters(signature: signature))]
        },
        XMatrixStyle("key-unknown", .refuse, "a key ID that is not published") {
            [$0.header($0.parameters(keyID: "ed25519:fedctl_unpublished"))]
        },
        XMatrixStyle("key-algorithm", .refuse, "a key of another algorithm, rsa:1") {
            [$0.header($0.parameters(keyID: "rsa:1"))]
        },
        XMatrixStyle("key-no-version", .refuse, "a key ID without a version, ed25519") {
            [$0.header($0.parameters(keyID: "ed25519"))]
        },
        XMatrixStyle("origin-other", .refuse, "the origin of a server that is not there") {
            spelling in
            let signature = spelling.signature { $0.origin = XMatrixSpelling.nobody }
            return [
                spelling.header(
                    spelling.parameters(origin: XMatrixSpelling.nobody, signature: signature))
            ]
        },
    ]

    /// Headers that the grammar does not allow.
    static let illegal: [XMatrixStyle] = [
        XMatrixStyle("tab-scheme", .silent, "a tab after the scheme") {
            [$0.header($0.parameters(), scheme: "X-Matrix\t")]
        },
        XMatrixStyle("unquoted-all", .silent, "all values without quotes") {
            [$0.header($0.parameters(), unquoted: ["origin", "destination", "key", "sig"])]
        },
        XMatrixStyle("quote-unclosed", .refuse, "a quote that is never closed") {
            [String($0.header($0.parameters()).dropLast())]
        },
        XMatrixStyle("origin-malformed", .refuse, "an origin that is no server name") { spelling in
            let signature = spelling.signature { $0.origin = "a b/c" }
            return [spelling.header(spelling.parameters(origin: "a b/c", signature: signature))]
        },
        XMatrixStyle("scheme-bearer", .refuse, "another scheme, Bearer") { _ in
            ["Bearer abcdefgh"]
        },
        XMatrixStyle("scheme-alone", .refuse, "the scheme and nothing else") { _ in ["X-Matrix"] },
        XMatrixStyle("garbage", .refuse, "the scheme and no parameters") { _ in
            ["X-Matrix =,\"=,"]
        },
    ]
}
