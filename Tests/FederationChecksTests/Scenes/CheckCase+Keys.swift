import FederationCore
import Findings
import MatrixJSON
import TestSupport

extension CheckCase {
    static let keys = [
        CheckCase(
            "keys.document", .fail, "the page of a proxy", summary: "404, HTML",
            fix: "nginx: location /_matrix/"
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
            fix: "Content-Type"
        ) {
            $0.keyDocument = .status(
                200, headers: [HTTPHeader("Content-Type", "text/plain")], body: KeyDocuments.good())
        },
        CheckCase("keys.document", .fail, "a field is missing", summary: "valid_until_ts") {
            $0.keyDocument = .json(KeyDocuments.good { $0["valid_until_ts"] = nil })
        },
        CheckCase("keys.server-name", .fail, "another name", summary: "other.example") {
            $0.keyDocument = .json(KeyDocuments.good { $0["server_name"] = "other.example" })
        },
        CheckCase("keys.key-ids", .fail, "a dash in a key ID", summary: "a-b") {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["verify_keys"] = [
                        "ed25519:a-b": ["key": .string(KeyDocuments.key().publicKey.base64)]
                    ]
                })
        },
        CheckCase("keys.key-bytes", .fail, "31 bytes", summary: "31") {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["verify_keys"] = [
                        "ed25519:a_RXGa": [
                            "key": .string(UnpaddedBase64.encode([UInt8](repeating: 7, count: 31)))
                        ]
                    ]
                })
        },
        CheckCase("keys.base64", .warn, "padding", summary: "padd") {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["verify_keys"] = [
                        "ed25519:a_RXGa": [
                            "key": .string(KeyDocuments.key().publicKey.base64 + "=")
                        ]
                    ]
                })
        },
        CheckCase("keys.signature", .fail, "changed after signing", summary: "ed25519:a_RXGa") {
            $0.keyDocument = .json(
                KeyDocuments.tampered("\"old_verify_keys\":{}", with: "\"more\":1"))
        },
        CheckCase("keys.unknown-signature", .warn, "another key", summary: "ed25519:other") {
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
        CheckCase("keys.valid-until", .fail, "seconds", summary: "seconds") {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["valid_until_ts"] = .integer(KeyDocuments.validUntil / 1000)
                })
        },
        CheckCase("keys.old-keys", .fail, "no expired_ts", summary: "expired_ts") {
            $0.keyDocument = .json(
                KeyDocuments.good {
                    $0["old_verify_keys"] = [
                        "ed25519:old": ["key": .string(KeyDocuments.key().publicKey.base64)]
                    ]
                })
        },
        CheckCase("keys.key-reuse", .warn, "current and old", summary: "ed25519:a_RXGa") {
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
        CheckCase("keys.canonical", .warn, "a float", summary: "decimal point") {
            $0.keyDocument = .json(
                KeyDocuments.tampered("\"old_verify_keys\":{}", with: "\"more\":1.5"))
        },
        CheckCase("keys.secret", .fail, "the seed as an old key", summary: "secret") {
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
}
