import FederationCore
import MatrixJSON

extension EDUCase {
    /// Someone types, or no longer.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#typing-notifications>
    mutating func judgeTyping() {
        let isTyping = boolean("typing", of: content)
        let userID = sender("user_id", of: content)
        let room = string("room_id", of: content).flatMap { self.room($0) }
        guard let isTyping, let userID, let room, isIn(room, userID) else { return }
        receiver.memory.note(typing: isTyping, userID, in: room)
        isTaken = true
    }

    /// Users come, go and are away.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#presence>
    mutating func judgePresence() {
        for item in array("push", of: content) ?? [] {
            guard item.kind == .object else {
                remark(.schema, "an element of 'push' is not an object, but \(item.kind)")
                continue
            }
            let userID = sender("user_id", of: item)
            let presence = string("presence", of: item)
            let time = integer("last_active_ago", of: item)
            let isActiveRight = item["currently_active"].map { $0.boolean != nil } ?? true
            if !isActiveRight { remark(.schema, "'currently_active' is not true or false") }
            let isStatusRight = item["status_msg"].map { $0.isNull || $0.string != nil } ?? true
            if !isStatusRight { remark(.schema, "'status_msg' is not a string") }
            guard let userID, let presence, let time, isActiveRight, isStatusRight else { continue }
            guard ["online", "offline", "unavailable"].contains(presence) else {
                remark(
                    .schema,
                    "'presence' is not online, offline or unavailable, but '\(presence)'")
                continue
            }
            guard time >= 0 else {
                remark(.schema, "'last_active_ago' is in the future")
                continue
            }
            noteInterest(in: userID)
            receiver.memory.note(presence: item.value, of: userID)
            isTaken = true
        }
    }

    /// Users have read.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#receipts>
    mutating func judgeReceipt() {
        for (roomText, kinds) in content.members {
            guard kinds.kind == .object else {
                remark(.schema, "'\(roomText)' is not an object, but \(kinds.kind)")
                continue
            }
            guard let room = room(roomText) else { continue }
            for (kind, users) in kinds.members {
                guard kind.utf8.elementsEqual("m.read".utf8) else {
                    remark(.receiptKind, "'\(kind)' in \(room)")
                    continue
                }
                guard users.kind == .object else {
                    remark(.schema, "'\(kind)' is not an object, but \(users.kind)")
                    continue
                }
                for (user, receipt) in users.members { take(receipt, of: user, in: room) }
            }
        }
    }

    private mutating func take(_ receipt: JSONElement, of user: String, in room: RoomID) {
        guard let userID = localUser(user, as: "m.read") else { return }
        let events = array("event_ids", of: receipt)
        let time = object("data", of: receipt).flatMap { integer("ts", of: $0) }
        let thread = receipt["data"]?["thread_id"]
        if let thread, thread.string == nil {
            remark(.schema, "'thread_id' is not a string, but \(thread.kind)")
            return
        }
        guard let events, let time else { return }
        guard events.count == 1 else {
            remark(.oneEvent, "\(events.count) events of \(userID)")
            return
        }
        guard let event = events[0].string, event.utf8.first == UInt8(ascii: "$") else {
            remark(.schema, "'event_ids' has no event ID")
            return
        }
        guard isIn(room, userID) else { return }
        receiver.memory.note(
            ReceivedReceipt(
                room: room, userID: userID,
                threadID: thread?.string.map(ExactText.init), eventID: ExactText(event),
                time: time))
        isTaken = true
    }
}
