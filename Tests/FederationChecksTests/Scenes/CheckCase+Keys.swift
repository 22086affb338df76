import FederationCore
import Findings
import FoundationEssentials
import MatrixJSON
import TestSupport

extension CheckCase {
    static let keys = [
        CheckCase(
            "keys.document", .fail, "the page of a proxy", summary: "404, HTML",
            fix: "nginx: location /_matrix/", proves: ["K01"]
        ) {
            $0.keyDocument = .status(
                404,
                headers: [HTTPHeader("Server", "nginx"), HTTPHeader("Content-Type", "text/html")],
                body: "<html>404</html>")
        },
        CheckCase("keys.document", .fail, "no answer", summary: "no answer") {
            $0.keyDocument = .failure(.timeout, "no answer within 10 s")
        },
        CheckCase(
            "keys.document", .fail, "JSON that is not said to be", summary: "text/plain",
            fix: "Content-Type", proves: ["H01"]
        ) {
            $0.keyDocument = .status(
                200, headers: [HTTPHeader("Content-Type", "text/plain")], body: KeyDocuments.good())
        },
        CheckCase(
            "keys.document", .fail, "no JSON", summary: "the document is not JSON",
            fix: "serve a JSON object", proves: ["H02"]
        ) {
            $0.keyDocument = .status(
                200, headers: [HTTPHeader("Content-Type", "application/json")], body: "{\"a\":")
        },
        CheckCase(
            "keys.document", .fail, "a member twice", summary: "peers differ in which of the two",
            fix: "serve a JSON object"
        ) {
            $0.keyDocument = .json(#"{"server_name":"example.org","server_name":"a.b"}"#)
        },
        CheckCase(
            "keys.document", .fail, "no UTF-8", summary: "the document is not JSON",
            fix: "serve a JSON object"
        ) {
            $0.keyDocument = .response(
                HTTPResponse(
                    status: 200, headers: [HTTPHeader("Content-Type", "application/json")],
                    body: Array(#"{"server_name":""#.utf8) + [0xff] + Array(#""}"#.utf8)))
        },
        CheckCase(
            "keys.document", .fail, "a list", summary: "the document is no object",
            fix: "serve a JSON object"
        ) { $0.keyDocument = .json("[1,2]") },
        CheckCase(
            "route.map", .pass, "a key document with a fault in it",
            summary: "12 of 12 known paths"
        ) { $0.keyDocument = .json("[1,2]") },
        CheckCase(
            "keys.document", .fail, "100,000 nested brackets", summary: "the document is not JSON",
            fix: "serve a JSON object"
        ) {
            $0.keyDocument = .json(String(repeating: "[", count: 100_000))
        },
        CheckCase(
            "keys.document", .fail, "a document beyond the limit", summary: "too large"
        ) {
            $0.keyDocument = .json("\"" + String(repeating: "x", count: 2 << 20) + "\"")
        },
        CheckCase(
            "keys.signature", .fail, "signed by nobody", summary: "no listed key signed",
            proves: ["K07"]
        ) {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["verify_keys"] = [
                        "ed25519:new": [
                            "key": .string(KeyDocuments.key("ed25519:new").publicKey.base64)
                        ]
                    ]
                })
        },
        CheckCase(
            "keys.valid-until", .fail, "ran out", summary: "expired on", fix: "set its clock",
            proves: ["K11", "F40"]
        ) {
            $0.keyDocument = document(validFor: -86_400_000)
        },
        CheckCase(
            "keys.valid-until", .warn, "half an hour", summary: "30 minutes", proves: ["K12"]
        ) {
            $0.keyDocument = document(validFor: 1_800_000)
        },
        CheckCase(
            "keys.valid-until", .warn, "a year", summary: "peers grant 7 days", proves: ["K13"]
        ) {
            $0.keyDocument = document(validFor: 365 * 86_400_000)
        },
        CheckCase(
            "keys.old-path", .warn, "a homeserver that breaks", summary: "500",
            proves: ["K19"]
        ) {
            $0.oldKeyPath = .status(500)
        },
        CheckCase(
            "keys.old-path", .warn, "another document", summary: "gives other keys",
            fix: "with all keys", proves: ["F39"]
        ) {
            let other = KeyDocuments.key("ed25519:other", of: 9)
            $0.oldKeyPath = .json(KeyDocuments.good(of: "example.org", other))
        },
        CheckCase(
            "keys.document", .fail, "a field is missing", summary: "valid_until_ts",
            proves: ["K03", "F39"]
        ) {
            $0.keyDocument = .json(KeyDocuments.good { $0["valid_until_ts"] = nil })
        },
        CheckCase(
            "keys.server-name", .fail, "another name", summary: "other.example",
            proves: ["K02", "F02", "F44"]
        ) {
            $0.keyDocument = .json(KeyDocuments.good { $0["server_name"] = "other.example" })
        },
        CheckCase("keys.key-ids", .fail, "a dash in a key ID", summary: "a-b", proves: ["K04"]) {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["verify_keys"] = [
                        "ed25519:a-b": ["key": .string(KeyDocuments.key().publicKey.base64)]
                    ]
                })
        },
        CheckCase("keys.key-bytes", .fail, "31 bytes", summary: "31", proves: ["K05"]) {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["verify_keys"] = [
                        "ed25519:a_RXGa": [
                            "key": .string(UnpaddedBase64.encode([UInt8](repeating: 7, count: 31)))
                        ]
                    ]
                })
        },
        CheckCase("keys.base64", .warn, "padding", summary: "padd", proves: ["K06", "F39"]) {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["verify_keys"] = [
                        "ed25519:a_RXGa": [
                            "key": .string(KeyDocuments.key().publicKey.base64 + "=")
                        ]
                    ]
                })
        },
        CheckCase(
            "keys.signature", .fail, "changed after signing", summary: "ed25519:a_RXGa",
            proves: ["K08", "F39"]
        ) {
            $0.keyDocument = .json(
                KeyDocuments.tampered("\"old_verify_keys\":{}", with: "\"more\":1"))
        },
        CheckCase(
            "keys.unknown-signature", .warn, "another key", summary: "ed25519:other",
            proves: ["K09"]
        ) {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["signatures"] = [
                        "example.org": [
                            "ed25519:other": .string(
                                UnpaddedBase64.encode([UInt8](repeating: 1, count: 64)))
                        ]
                    ]
                })
        },
        CheckCase("keys.valid-until", .fail, "seconds", summary: "seconds", proves: ["K10", "F39"])
        {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["valid_until_ts"] = .integer(KeyDocuments.validUntil / 1000)
                })
        },
        CheckCase(
            "keys.old-keys", .fail, "no expired_ts", summary: "expired_ts", proves: ["K14", "F37"]
        ) {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["old_verify_keys"] = [
                        "ed25519:old": ["key": .string(KeyDocuments.key().publicKey.base64)]
                    ]
                })
        },
        CheckCase(
            "keys.key-reuse", .warn, "current and old", summary: "as current and as old",
            fix: "list a key either as current or as old"
        ) {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["old_verify_keys"] = [
                        "ed25519:a_RXGa": [
                            "key": .string(KeyDocuments.key().publicKey.base64),
                            "expired_ts": 1_600_000_000_000,
                        ]
                    ]
                })
        },
        CheckCase(
            "keys.key-reuse", .fail, "an ID with another key as old",
            summary: "peers that know one refuse the other", fix: "give every new key a new key ID",
            proves: ["K15", "F36"]
        ) {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["old_verify_keys"] = [
                        "ed25519:a_RXGa": [
                            "key": .string(UnpaddedBase64.encode([UInt8](1...32))),
                            "expired_ts": 1_600_000_000_000,
                        ]
                    ]
                })
        },
        CheckCase("keys.canonical", .warn, "a float", summary: "decimal point", proves: ["K17"]) {
            $0.keyDocument = .json(
                KeyDocuments.tampered("\"old_verify_keys\":{}", with: "\"more\":1.5"))
        },
        CheckCase(
            "keys.secret", .fail, "the seed as an old key", summary: "secret", proves: ["F38"]
        ) {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["old_verify_keys"] = [
                        "ed25519:old": [
                            "key": .string(KeyDocuments.secret), "expired_ts": 1_600_000_000_000,
                        ]
                    ]
                })
        },
    ]

    /// A document that is valid for so many milliseconds.
    private static func document(validFor milliseconds: Int64) -> CannedHTTP.Answer {
        let now = Int64(Scene.now.timeIntervalSince1970 * 1000)
        return .json(KeyDocuments.good { $0["valid_until_ts"] = .integer(now + milliseconds) })
    }
}
