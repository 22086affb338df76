import FederationCore
import RoomEvents
import RoomState

extension PDUJudgement {
    /// What it came to where the event was not put to the checks on receipt.
    static let refused = "refused"

    /// What the sender is told; none where the event was taken.
    var error: String? {
        let isTaken =
            outcome == ReceiptVerdict.accepted.rawValue
            || outcome == ReceiptVerdict.softFailed.rawValue
        return isTaken ? nil : cause ?? outcome
    }

    /// Takes over what the checks on receipt came to.
    mutating func take(_ receipt: Receipt) {
        outcome = receipt.verdict.rawValue
        cause = receipt.cause?.description
        isHashRight = receipt.contentHash?.matches
        for verdict in receipt.signatures ?? [] {
            let server = verdict.required.server.description
            if verdict.isSatisfied { signed.append(server) } else { unsigned.append(server) }
        }
    }
}
