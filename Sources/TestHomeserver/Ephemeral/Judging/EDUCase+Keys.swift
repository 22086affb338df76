import FederationCore
import MatrixJSON

extension EDUCase {
    /// A device came, changed or went.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#device-management>
    mutating func judgeDevice() {
        let userID = sender("user_id", of: content)
        let deviceID = string("device_id", of: content)
        let streamID = integer("stream_id", of: content)
        var former: [Int64]? = []
        if content["prev_id"] != nil {
            let elements = array("prev_id", of: content)
            former = elements.map { $0.compactMap(\.integer) }
            if let elements, elements.count != former?.count {
                remark(.schema, "'prev_id' has something else than integers")
                former = nil
            }
        }
        let isDeleted = content["deleted"] == nil ? false : boolean("deleted", of: content)
        let isNamed =
            content["device_display_name"] == nil
            || string("device_display_name", of: content) != nil
        guard let userID, let deviceID, let streamID, let former, isDeleted != nil, isNamed,
            isObjectOrMissing("keys", of: content)
        else { return }
        if let keys = content["keys"], !areRight(keys, of: userID, deviceID) { return }
        noteInterest(in: userID)
        let place = receiver.memory.note(
            device: deviceID, of: userID, streamID: streamID, after: former,
            update: content.value)
        isTaken = true
        if place.isRepeated { remark(.streamRepeat, "the stream ID \(streamID) came before") }
        if !place.missing.isEmpty {
            let missing = place.missing.map(String.init).joined(separator: ", ")
            remark(
                .streamGap,
                "\(streamID) follows \(missing), which never came: the devices of \(userID) have to be asked for"
            )
        }
    }

    /// The cross-signing keys of a user changed.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#end-to-end-encryption>
    mutating func judgeSigningKeys() {
        guard let userID = sender("user_id", of: content),
            isObjectOrMissing("master_key", of: content),
            isObjectOrMissing("self_signing_key", of: content)
        else { return }
        let master = content["master_key"]
        let selfSigning = content["self_signing_key"]
        if let master, !isRight(master, of: userID, usage: "master") { return }
        if let selfSigning {
            guard isRight(selfSigning, of: userID, usage: "self_signing") else { return }
            if let master, !UserSignatures(selfSigning, of: userID).areGood(by: master) {
                remark(.signature, "the self-signing key of \(userID) has none of the master key")
                return
            }
        }
        noteInterest(in: userID)
        receiver.memory.note(signingKeys: content.value, of: userID)
        isTaken = true
    }

    /// Whether the keys are those of a device, signed by itself.
    private mutating func areRight(
        _ keys: JSONElement, of userID: UserID, _ deviceID: String
    ) -> Bool {
        for (member, expected) in [("user_id", userID.description), ("device_id", deviceID)] {
            guard let text = string(member, of: keys) else { return false }
            guard text.utf8.elementsEqual(expected.utf8) else {
                remark(.deviceKeys, "'\(member)' of the keys is '\(text)', and not '\(expected)'")
                return false
            }
        }
        guard array("algorithms", of: keys) != nil, object("keys", of: keys) != nil,
            object("signatures", of: keys) != nil
        else { return false }
        guard UserSignatures(keys, of: userID).areGood(by: keys) else {
            remark(.signature, "the keys of the device '\(deviceID)' are not signed by itself")
            return false
        }
        return true
    }

    /// Whether a cross-signing key is one of the user, for that use.
    private mutating func isRight(
        _ key: JSONElement, of userID: UserID, usage: String
    ) -> Bool {
        guard let owner = string("user_id", of: key), let usages = array("usage", of: key),
            let keys = object("keys", of: key)
        else { return false }
        var faults: [String] = []
        if !owner.utf8.elementsEqual(userID.description.utf8) { faults.append("it is \(owner)'s") }
        if !usages.contains(where: { $0.string?.utf8.elementsEqual(usage.utf8) == true }) {
            faults.append("its usage is not '\(usage)'")
        }
        if keys.members.count != 1 { faults.append("it is \(keys.members.count) keys") }
        for (name, value) in keys.members.prefix(1)
        where !name.utf8.elementsEqual("ed25519:\(value.string ?? "")".utf8) {
            faults.append("its name '\(name)' is not the key")
        }
        guard faults.isEmpty else {
            remark(
                .crossSigningKeys,
                "the \(usage) key of \(userID): \(faults.joined(separator: ", "))")
            return false
        }
        return true
    }
}
