import FederationChecks
import FederationCore
import Findings
import MatrixJSON
import TestSupport

extension CheckCase {
    private static let refused = CannedHTTP.Answer.json(
        #"{"errcode":"M_UNRECOGNIZED"}"#, status: 404)

    static let notary =
        role + [
            CheckCase(
                "outside.view", .fail, "a country block",
                summary: "could not fetch them, though they can be fetched from here",
                fix: "firewall", proves: ["F16"]
            ) {
                $0.view(get: KeyDocuments.list())
            },
            CheckCase(
                "outside.view", .fail, "a copy that ran out",
                summary: "its copy of the keys ran out",
                fix: "firewall", proves: ["F16"]
            ) {
                $0.view(get: $0.given { $0["valid_until_ts"] = 1_600_000_000_000 })
            },
            CheckCase(
                "outside.view", .fail, "nobody gets the keys",
                summary: "has no keys of example.org",
                fix: "answer its requests with 401", proves: ["F35"]
            ) {
                $0.view(get: KeyDocuments.list())
                $0.keyDocument = .status(502)
            },
            CheckCase(
                "outside.view", .warn, "a notary that is gone", summary: "no answer to GET",
                fix: "another notary", proves: ["F41"]
            ) {
                $0.view(get: .failure(.timeout, "no answer within 10 s"))
            },
            CheckCase(
                "outside.keys", .fail, "another key under the same ID",
                summary: "is another key there", fix: "never reuse a key ID",
                proves: ["K15", "F36"]
            ) {
                let old = KeyDocuments.key(KeyDocuments.keyID, of: 9)
                $0.view(get: $0.cosigned(KeyDocuments.good(of: "example.org", old)))
            },
            CheckCase(
                "outside.keys", .warn, "an older key alone", summary: "lacks ed25519:a_RXGa",
                fix: "asks again", proves: ["F41"]
            ) {
                let old = KeyDocuments.key("ed25519:old", of: 9)
                $0.view(get: $0.cosigned(KeyDocuments.good(of: "example.org", old)))
            },
            CheckCase(
                "outside.keys", .warn, "nothing where a key is asked for by its ID",
                summary: "asked for ed25519:a_RXGa by its ID, it gives nothing",
                fix: "ask another notary", proves: ["F41"]
            ) {
                let good = $0.cosigned(KeyDocuments.good())
                $0.view(get: good, byID: KeyDocuments.list())
            },
        ]

    private static let role = [
        CheckCase(
            "notary.answer", .fail, "no list", summary: "GET: the answer has no server_keys",
            proves: ["N01"]
        ) {
            $0.notaryGet = .json(#"{"keys":[]}"#)
        },
        CheckCase(
            "notary.answer", .warn, "no notary", summary: "gives no keys of others",
            fix: "nothing is lost", proves: ["F41"]
        ) {
            $0.notaryGet = refused
            $0.notaryPost = refused
        },
        CheckCase(
            "notary.methods", .warn, "nothing by POST", summary: "1 only by GET",
            fix: "asks for all keys", proves: ["N07", "F41"]
        ) {
            $0.notaryPost = KeyDocuments.list()
        },
        CheckCase(
            "notary.signature", .fail, "no signature", summary: "lacks the notary's signature",
            proves: ["N02", "F41"]
        ) {
            $0.notaryGet = KeyDocuments.list(
                #"{"server_name":"example.org","verify_keys":{},"valid_until_ts":1,"signatures":{}}"#
            )
        },
        CheckCase(
            "notary.signature", .fail, "by a key that is not published",
            summary: "which the notary does not publish",
            fix: "restart the homeserver after a change of its key",
            proves: ["N03"]
        ) {
            let key = KeyDocuments.key("ed25519:other", of: 9)
            $0.notaryGet = KeyDocuments.list(KeyDocuments.good(of: "example.org", key))
        },
        CheckCase(
            "notary.origin", .fail, "a field is gone", summary: "signature does not hold",
            proves: ["N08", "F41"]
        ) {
            $0.notaryGet = KeyDocuments.list(
                KeyDocuments.tampered("\"old_verify_keys\":{},", with: ""))
        },
        CheckCase(
            "notary.malformed", .warn, "taken for empty", summary: "not refused",
            proves: ["N09"]
        ) {
            $0.notaryMalformed = .json(#"{"server_keys":[]}"#)
        },
        CheckCase(
            "notary.malformed", .fail, "it breaks", summary: "500", proves: ["N09"]
        ) {
            $0.notaryMalformed = .json(#"{"errcode":"M_UNKNOWN"}"#, status: 500)
        },
        CheckCase(
            "notary.absent", .fail, "its own failure", summary: "502", proves: ["N04", "F41"]
        ) {
            $0.options.probesNotary = true
            $0.absentGet = .json(#"{"errcode":"M_UNKNOWN"}"#, status: 502)
        },
        CheckCase(
            "notary.absent", .fail, "no list for nobody", summary: "POST for no server: 400",
            proves: ["N05"]
        ) {
            $0.options.probesNotary = true
            $0.emptyPost = .json(#"{"errcode":"M_BAD_JSON"}"#, status: 400)
        },
        CheckCase(
            "notary.refresh", .warn, "an old copy",
            summary: "minimum_valid_until_ts is passed over",
            proves: ["N06", "F41"]
        ) {
            $0.options.probesNotary = true
            $0.notaryFresh = KeyDocuments.list(
                KeyDocuments.good { $0["valid_until_ts"] = 1_700_000_000_000 })
        },
        CheckCase(
            "notary.refresh", .skip, "a homeserver that does not reach itself",
            summary: "could not fetch its own keys from itself"
        ) {
            $0.options.probesNotary = true
            $0.notaryFresh = KeyDocuments.list()
        },
        CheckCase(
            "notary.absent", .skip, "named, and not to be probed",
            summary: "only --notary-probe"
        ) {
            $0.options.only = ["notary.absent"]
        },
        CheckCase(
            "notary.refresh", .skip, "named, and no notary", summary: "is no notary"
        ) {
            $0.options.only = ["notary.refresh"]
            $0.notaryGet = refused
            $0.notaryPost = refused
        },
    ]
}

extension Scene {
    private static let notaryName = "notary.example:8448"
    private static let notaryKey = KeyDocuments.key("ed25519:n", of: 5)

    /// A document of `example.org` after `change`, as the notary gives it.
    fileprivate func given(_ change: (inout JSONObject) -> Void) -> CannedHTTP.Answer {
        cosigned(KeyDocuments.good(change))
    }

    fileprivate func cosigned(_ document: String) -> CannedHTTP.Answer {
        KeyDocuments.list(KeyDocuments.signed(document, as: Self.notaryName, Self.notaryKey))
    }

    /// What a notary gives that has the present document, at this time by its clock.
    func told(at date: String) -> CannedHTTP.Answer {
        guard case .response(var response) = given({ _ in }) else { return .deaf }
        response.headers.append(HTTPHeader("Date", date))
        return .response(response)
    }

    /// Asks a notary, which answers so.
    mutating func view(
        get answer: CannedHTTP.Answer, byID: CannedHTTP.Answer? = nil
    ) {
        let host = Self.notaryName
        do {
            options.notaries = [try ServerName(parsing: host)]
        } catch {
            preconditionFailure("\(error)")
        }
        names[DNSQuestion("notary.example", .a)] = .addresses("203.0.113.53")
        names[DNSQuestion("notary.example", .aaaa)] = .noData
        firstRows = [
            CannedHTTP.Row(
                "GET", host, "/_matrix/key/v2/server",
                .json(KeyDocuments.good(of: host, Self.notaryKey))),
            CannedHTTP.Row("GET", host, "/_matrix/key/v2/query/*", answer),
            CannedHTTP.Row("POST", host, "/_matrix/key/v2/query", answer, byID ?? answer),
        ]
    }
}
