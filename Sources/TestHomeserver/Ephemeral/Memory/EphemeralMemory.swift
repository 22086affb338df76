import FederationCore
import MatrixJSON
import Synchronization

/// What other servers told without events, as far as there is room for it.
final class EphemeralMemory: Sendable {
    private let state = Mutex(State())

    private struct State: Sendable {
        var typing = BoundedMemory<TypingPlace, Bool>(limit: 10_000)
        var presence = BoundedMemory<UserID, JSONValue>(limit: 10_000)
        var receipts = BoundedMemory<ReceivedReceipt.Place, ReceivedReceipt>(limit: 10_000)
        var devices = BoundedMemory<UserID, DeviceStream>(limit: 1_000)
        var signingKeys = BoundedMemory<UserID, JSONValue>(limit: 1_000)
        var messages = BoundedMemory<Int, ReceivedMessage>(limit: 10_000)
        var messageCount = 0
        var messageIDs = BoundedMemory<MessageName, Bool>(limit: 10_000)
        var judgements = BoundedMemory<Int, TransactionJudgement>(limit: 1_000)
        var judgementCount = 0
    }

    private struct TypingPlace: Sendable, Hashable {
        var room: RoomID
        var userID: UserID
    }

    private struct MessageName: Sendable, Hashable {
        var origin: ServerName
        var messageID: ExactText
    }

    // MARK: - What is told

    /// Whether a user types.
    func note(typing isTyping: Bool, _ userID: UserID, in room: RoomID) {
        state.withLock {
            $0.typing.remember(isTyping, for: TypingPlace(room: room, userID: userID))
        }
    }

    /// The presence of a user.
    func note(presence: JSONValue, of userID: UserID) {
        state.withLock { $0.presence.remember(presence, for: userID) }
    }

    /// How far a user has read.
    func note(_ receipt: ReceivedReceipt) {
        state.withLock { $0.receipts.remember(receipt, for: receipt.place) }
    }

    /// A change of a device; what it is after those that came before.
    func note(
        device: String, of userID: UserID, streamID: Int64, after former: [Int64],
        update: JSONValue
    ) -> DeviceStream.Place {
        state.withLock { state in
            var stream = state.devices[userID] ?? DeviceStream()
            let place = stream.take(streamID, after: former, device: device, update: update)
            state.devices.remember(stream, for: userID)
            return place
        }
    }

    /// The cross-signing keys of a user.
    func note(signingKeys: JSONValue, of userID: UserID) {
        state.withLock { $0.signingKeys.remember(signingKeys, for: userID) }
    }

    /// Whether `origin` never used that identifier of a message before.
    func isNew(message messageID: String, from origin: ServerName) -> Bool {
        state.withLock { state in
            let name = MessageName(origin: origin, messageID: ExactText(messageID))
            guard state.messageIDs[name] == nil else { return false }
            state.messageIDs.remember(true, for: name)
            return true
        }
    }

    /// A message for a device.
    func note(_ message: ReceivedMessage) {
        state.withLock { state in
            state.messageCount += 1
            state.messages.remember(message, for: state.messageCount)
        }
    }

    /// What is to be thought of a transaction.
    func note(_ judgement: TransactionJudgement) {
        state.withLock { state in
            state.judgementCount += 1
            state.judgements.remember(judgement, for: state.judgementCount)
        }
    }

    // MARK: - What is remembered

    /// Who types in a room.
    func typing(in room: RoomID) -> [UserID] {
        state.withLock { state in
            state.typing.all.filter { $0.name.room == room && $0.value }.map(\.name.userID)
        }
    }

    /// The presence of a user, as it was told.
    func presence(of userID: UserID) -> JSONValue? {
        state.withLock { $0.presence[userID] }
    }

    /// The receipts of a room.
    func receipts(in room: RoomID) -> [ReceivedReceipt] {
        state.withLock { $0.receipts.all.map(\.value).filter { $0.room == room } }
    }

    /// The last update of every device of a user.
    func deviceUpdates(of userID: UserID) -> [JSONValue] {
        state.withLock { $0.devices[userID]?.updates.map(\.update) ?? [] }
    }

    /// The cross-signing keys of a user, as they were told.
    func signingKeys(of userID: UserID) -> JSONValue? {
        state.withLock { $0.signingKeys[userID] }
    }

    /// The messages for the devices of a user.
    func messages(for userID: UserID) -> [ReceivedMessage] {
        state.withLock { $0.messages.all.map(\.value).filter { $0.recipient == userID } }
    }

    /// What is to be thought of the transactions that came, the oldest first.
    var judgements: [TransactionJudgement] {
        state.withLock { $0.judgements.all.map(\.value) }
    }
}
