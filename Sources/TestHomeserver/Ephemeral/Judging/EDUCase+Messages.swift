import FederationCore
import MatrixJSON

extension EDUCase {
    /// The most characters that a message ID has.
    private static let messageIDLimit = 32

    /// A message for devices.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#send-to-device-messaging>
    mutating func judgeMessage() {
        let sender = sender("sender", of: content)
        let type = string("type", of: content)
        let messageID = string("message_id", of: content)
        let messages = object("messages", of: content)
        if let messageID, messageID.unicodeScalars.count > Self.messageIDLimit {
            remark(.messageIDLength, "it has \(messageID.unicodeScalars.count) characters")
        }
        guard let sender, let type, let messageID, let messages else { return }
        guard areMessages(messages) else { return }
        guard receiver.memory.isNew(message: messageID, from: origin) else {
            remark(.messageRepeat, "'\(messageID)' came before")
            return
        }
        for (user, devices) in messages.members {
            // What is no user ID is nobody's.
            guard let known = (try? UserID(parsing: user)).flatMap(receiver.users.user) else {
                remark(.recipient, "\(user) is no user of \(receiver.name)")
                continue
            }
            for (device, message) in devices.members {
                let isForAll = device.utf8.elementsEqual("*".utf8)
                let found = known.devices.filter { isForAll || $0.isNamed(device) }
                if found.isEmpty, !isForAll {
                    remark(.recipient, "\(user) has no device '\(device)'")
                }
                for device in found {
                    receiver.memory.note(
                        ReceivedMessage(
                            sender: sender, type: type, messageID: messageID,
                            recipient: known.userID, deviceID: device.id, content: message.value))
                    isTaken = true
                }
            }
        }
    }

    /// Whether `messages` is a map of users to maps of devices to objects.
    private mutating func areMessages(_ messages: JSONElement) -> Bool {
        for (user, devices) in messages.members {
            guard devices.kind == .object, devices.members.allSatisfy({ $0.value.kind == .object })
            else {
                remark(.schema, "the messages for '\(user)' are no map of devices to objects")
                return false
            }
        }
        return true
    }
}
