import FederationCore
import RoomEvents
import RoomParticipation
import SigningKeys
import TestHomeserver

/// How the answers of one endpoint are read as those of a stranger are, and what the reading complains of.
struct ContentProof: Sendable {
    /// The endpoint.
    let endpoint: String
    /// The room versions in which it is asked.
    var versions = ["2", "5", "11", "12"]
    /// What is found of faults in place of the usual check.
    var finds: [String: String] = [:]
    /// The checks that fail.
    let complaints: @Sendable (ContentScene) async throws -> Set<String>

    /// The check that usually finds a fault.
    private static let usual = [
        "bad-signature": "events.signature", "missing-signature": "events.signature",
        "foreign-signature": "events.signature", "changed-event": "events.content-hash",
        "foreign-events": "events.room", "missing-state": "state.create",
        "wrong-state": "events.allowed", "auth-chain-hole": "events.auth-chain",
    ]

    /// The check that has to find a fault.
    func check(finding fault: String) -> String? { finds[fault] ?? Self.usual[fault] }

    /// Every content fault that is found by the same check.
    private static func all(_ check: String) -> [String: String] { usual.mapValues { _ in check } }

    static let all = [
        ContentProof(endpoint: "send-join") { try await $0.bed.complaintsOfJoining() },
        ContentProof(endpoint: "send-join-v1") { scene in
            // Servers that know the older form alone say so.
            try scene.bed.plan.set(
                FaultSetting(
                    "matrix-error", value: .text("404 M_UNRECOGNIZED"), endpoints: ["send-join"],
                    count: 1))
            return try await scene.bed.complaintsOfJoining()
        },
        ContentProof(endpoint: "state") { scene in
            try await scene.failures {
                try await $0.state(before: scene.joined.event.eventID, from: $1).findings
            }
        },
        ContentProof(endpoint: "event-auth") { scene in
            try await scene.failures {
                try await $0.authChain(of: scene.joined.event, from: $1).findings
            }
        },
        ContentProof(endpoint: "event") { scene in
            try await scene.failures {
                try await $0.event(scene.joined.event.prevEventIDs[0], from: $1).findings
            }
        },
        ContentProof(endpoint: "backfill") { scene in
            try await scene.failures {
                try await $0.backfill(
                    from: scene.joined.event.prevEventIDs, limit: 2, from: $1
                ).findings
            }
        },
        ContentProof(endpoint: "missing-events") { scene in
            try await scene.failures {
                try await $0.missingEvents(
                    before: [scene.joined.event], after: [], limit: 2, from: $1
                ).findings
            }
        },
        ContentProof(endpoint: "invite", finds: all("invite.event")) {
            try await $0.complaintsOfInviting()
        },
        ContentProof(endpoint: "invite-v1", versions: ["1", "2"], finds: all("invite.event")) {
            scene in
            try scene.bed.plan.set(
                FaultSetting(
                    "matrix-error", value: .text("404 M_UNRECOGNIZED"), endpoints: ["invite"],
                    count: 1))
            return try await scene.complaintsOfInviting()
        },
        ContentProof(
            endpoint: "server-keys", versions: ["11"], finds: all("keys.signature")
        ) { scene in
            let published = await scene.keys.published(by: scene.home)
            let findings = published.report?.findings ?? []
            return ContentScene.failures(of: findings)
        },
        ContentProof(
            endpoint: "notary-keys", versions: ["11"], finds: all("notary.signature")
        ) { try await $0.complaintsOfNotary() },
        ContentProof(
            endpoint: "notary-keys-query", versions: ["11"], finds: all("notary.signature")
        ) { try await $0.complaintsOfNotary() },
    ]
}
