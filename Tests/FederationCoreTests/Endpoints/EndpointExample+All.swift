import FederationCore
import MatrixJSON

extension EndpointExample {
    private static let hash = "VhNVrcTLCeVOnjPtj_PlJ_DVu4b9kqXxqJn5tWGr-rs"

    /// One example a row, in the order of the table.
    static let all: [EndpointExample] = [
        .init("well-known", [:], "GET /.well-known/matrix/server"),
        .init("version", [:], "GET /_matrix/federation/v1/version"),
        .init("server-keys", [:], "GET /_matrix/key/v2/server"),
        .init(
            "notary-keys", ["serverName": "[::1]:8448", "minimum_valid_until_ts": "1500"],
            "GET /_matrix/key/v2/query/%5B%3A%3A1%5D%3A8448?minimum_valid_until_ts=1500"),
        .init(
            "notary-keys-query", ["server_keys": #"{"b": {}, "a": {"ed25519:1": {}}}"#],
            "POST /_matrix/key/v2/query", sent: #"{"server_keys":{"a":{"ed25519:1":{}},"b":{}}}"#),
        .init(
            "send", ["txnId": "1/2"], body: .json(["origin": "a", "pdus": []]),
            "PUT /_matrix/federation/v1/send/1%2F2", sent: #"{"origin":"a","pdus":[]}"#),
        .init(
            "event-auth", ["roomId": "!r:a", "eventId": "$" + hash],
            "GET /_matrix/federation/v1/event_auth/%21r%3Aa/%24\(hash)"),
        .init(
            "backfill", ["roomId": "!r:a", "v": "$1:a", "limit": "10", "v": "$2:a"],
            "GET /_matrix/federation/v1/backfill/%21r%3Aa?v=%241%3Aa&limit=10&v=%242%3Aa"),
        .init(
            "missing-events",
            [
                "roomId": "!r:a", "latest_events": "$3:a", "earliest_events": "$1:a",
                "earliest_events": "$2:a", "limit": "5",
            ],
            "POST /_matrix/federation/v1/get_missing_events/%21r%3Aa",
            sent: #"{"earliest_events":["$1:a","$2:a"],"latest_events":["$3:a"],"limit":5}"#),
        .init(
            "state", ["roomId": "!r:a", "event_id": "$1:a"],
            "GET /_matrix/federation/v1/state/%21r%3Aa?event_id=%241%3Aa"),
        .init(
            "state-ids", ["event_id": "$1:a", "roomId": "!r:a"],
            "GET /_matrix/federation/v1/state_ids/%21r%3Aa?event_id=%241%3Aa"),
        .init(
            "event", ["eventId": "$a+b/c"], "GET /_matrix/federation/v1/event/%24a%2Bb%2Fc"),
        .init(
            "timestamp-to-event", ["roomId": "!\(hash)", "ts": "0", "dir": "b"],
            "GET /_matrix/federation/v1/timestamp_to_event/%21\(hash)?ts=0&dir=b"),
        .init(
            "make-join", ["roomId": "!r:a", "userId": "@é b:a", "ver": "11", "ver": "org.x.1"],
            "GET /_matrix/federation/v1/make_join/%21r%3Aa/%40%C3%A9%20b%3Aa?ver=11&ver=org.x.1"),
        .init(
            "send-join", ["roomId": "!r:a", "eventId": "$1:a", "omit_members": "true"],
            body: .bytes(Array(#"{ "b":1,"a":2 }"#.utf8)),
            "PUT /_matrix/federation/v2/send_join/%21r%3Aa/%241%3Aa?omit_members=true",
            sent: #"{ "b":1,"a":2 }"#),
        .init(
            "send-join-v1", ["roomId": "!r:a", "eventId": "$1:a"], body: .json([:]),
            "PUT /_matrix/federation/v1/send_join/%21r%3Aa/%241%3Aa", sent: "{}"),
        .init(
            "make-knock", ["roomId": "!r:a", "userId": "@u:a", "ver": "7"],
            "GET /_matrix/federation/v1/make_knock/%21r%3Aa/%40u%3Aa?ver=7"),
        .init(
            "send-knock", ["roomId": "!r:a", "eventId": "$1:a"], body: .json([:]),
            "PUT /_matrix/federation/v1/send_knock/%21r%3Aa/%241%3Aa", sent: "{}"),
        .init(
            "invite", ["roomId": "!r:a", "eventId": "$1:a"],
            body: .json(["room_version": "11", "event": [:]]),
            "PUT /_matrix/federation/v2/invite/%21r%3Aa/%241%3Aa",
            sent: #"{"event":{},"room_version":"11"}"#),
        .init(
            "invite-v1", ["roomId": "!r:a", "eventId": "$1:a"], body: .json([:]),
            "PUT /_matrix/federation/v1/invite/%21r%3Aa/%241%3Aa", sent: "{}"),
        .init(
            "exchange-third-party-invite", ["roomId": "!r:a"], body: .json(["type": "x"]),
            "PUT /_matrix/federation/v1/exchange_third_party_invite/%21r%3Aa",
            sent: #"{"type":"x"}"#),
        .init(
            "onbind",
            [
                "medium": "email", "address": "a@b.example", "mxid": "@u:a",
                "invites": #"{"token": "t"}"#,
            ],
            "PUT /_matrix/federation/v1/3pid/onbind",
            sent:
                #"{"address":"a@b.example","invites":[{"token":"t"}],"medium":"email","mxid":"@u:a"}"#
        ),
        .init(
            "make-leave", ["roomId": "!r:a", "userId": "@u:a"],
            "GET /_matrix/federation/v1/make_leave/%21r%3Aa/%40u%3Aa"),
        .init(
            "send-leave", ["roomId": "!r:a", "eventId": "$1:a"], body: .json([:]),
            "PUT /_matrix/federation/v2/send_leave/%21r%3Aa/%241%3Aa", sent: "{}"),
        .init(
            "send-leave-v1", ["roomId": "!r:a", "eventId": "$1:a"], body: .json([:]),
            "PUT /_matrix/federation/v1/send_leave/%21r%3Aa/%241%3Aa", sent: "{}"),
        .init(
            "public-rooms", ["limit": "2", "since": "a=b&c", "include_all_networks": "false"],
            "GET /_matrix/federation/v1/publicRooms?limit=2&since=a%3Db%26c&include_all_networks=false"
        ),
        .init("public-rooms-search", [:], "POST /_matrix/federation/v1/publicRooms", sent: "{}"),
        .init(
            "hierarchy", ["roomId": "!r:a", "suggested_only": "true"],
            "GET /_matrix/federation/v1/hierarchy/%21r%3Aa?suggested_only=true"),
        .init(
            "query", ["queryType": "org.example/x", "any": "1", "other": ""],
            "GET /_matrix/federation/v1/query/org.example%2Fx?any=1&other="),
        .init(
            "directory", ["room_alias": "#r:a"],
            "GET /_matrix/federation/v1/query/directory?room_alias=%23r%3Aa"),
        .init(
            "profile", ["user_id": "@u:a", "field": "m.tz"],
            "GET /_matrix/federation/v1/query/profile?user_id=%40u%3Aa&field=m.tz"),
        .init(
            "openid-userinfo", ["access_token": "a+b"],
            "GET /_matrix/federation/v1/openid/userinfo?access_token=a%2Bb"),
        .init(
            "user-devices", ["userId": "@u:a"],
            "GET /_matrix/federation/v1/user/devices/%40u%3Aa"),
        .init(
            "keys-claim", ["one_time_keys": #"{"@u:a":{"D":"signed_curve25519"}}"#],
            "POST /_matrix/federation/v1/user/keys/claim",
            sent: #"{"one_time_keys":{"@u:a":{"D":"signed_curve25519"}}}"#),
        .init(
            "keys-query", ["device_keys": #"{"@u:a":[]}"#],
            "POST /_matrix/federation/v1/user/keys/query",
            sent: #"{"device_keys":{"@u:a":[]}}"#),
        .init(
            "media-download", ["mediaId": "AbC", "timeout_ms": "10"],
            "GET /_matrix/federation/v1/media/download/AbC?timeout_ms=10"),
        .init(
            "media-thumbnail",
            ["mediaId": "AbC", "width": "32", "height": "32", "method": "crop"],
            "GET /_matrix/federation/v1/media/thumbnail/AbC?width=32&height=32&method=crop"),
        .init(
            "policy-sign", [:], body: .json(["type": "m.room.message"]),
            "POST /_matrix/policy/v1/sign", sent: #"{"type":"m.room.message"}"#),
    ]
}
