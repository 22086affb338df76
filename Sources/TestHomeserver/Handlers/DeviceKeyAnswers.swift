import FederationCore
import MatrixJSON

/// Makes the answers about the devices of users and their keys.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#end-to-end-encryption>
struct DeviceKeyAnswers {
    private let call: EndpointCall

    init(_ call: EndpointCall) {
        self.call = call
    }

    /// All devices of a user.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1userdevicesuserid>
    func devices(of user: RegisteredUser) -> JSONObject {
        let devices = user.devices.map { device -> JSONValue in
            var item: JSONObject = ["device_id": .string(device.id), "keys": .object(device.keys)]
            if let name = device.displayName { item["device_display_name"] = .string(name) }
            return .object(item)
        }
        var answer: JSONObject = [
            "devices": .array(devices), "stream_id": .integer(user.streamID),
            "user_id": .string(user.userID.description),
        ]
        if let keys = user.crossSigning {
            answer["master_key"] = .object(keys.masterKey)
            answer["self_signing_key"] = .object(keys.selfSigningKey)
        }
        return answer
    }

    /// The identity keys that the body asks for; of users who are not here, nothing is said.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#post_matrixfederationv1userkeysquery>
    func queried() throws(Refusal) -> JSONObject {
        var deviceKeys = JSONObject()
        var masterKeys = JSONObject()
        var selfSigningKeys = JSONObject()
        for (name, wanted) in call.body?.root["device_keys"]?.members ?? [] {
            let names = wanted.elements.compactMap(\.string)
            guard wanted.kind == .array, names.count == wanted.elements.count else {
                throw Refusal(400, "M_BAD_JSON", "the devices of '\(name)' are no array of strings")
            }
            guard let user = call.user(named: name) else { continue }
            var found = JSONObject()
            for device in user.devices
            where names.isEmpty || names.contains(where: device.isNamed) {
                found[device.id] = .object(device.publishedKeys)
            }
            deviceKeys[name] = .object(found)
            guard let keys = user.crossSigning else { continue }
            masterKeys[name] = .object(keys.masterKey)
            selfSigningKeys[name] = .object(keys.selfSigningKey)
        }
        return [
            "device_keys": .object(deviceKeys), "master_keys": .object(masterKeys),
            "self_signing_keys": .object(selfSigningKeys),
        ]
    }

    /// One-time keys that the body asks for, each of which is handed out once.
    ///
    /// Nothing is taken away before the whole body has been read.
    ///
    /// Spec: <https://spec.matrix.org/v1.19/server-server-api/#post_matrixfederationv1userkeysclaim>
    func claimed() throws(Refusal) -> JSONObject {
        let users = call.body?.root["one_time_keys"]?.members ?? []
        for (name, devices) in users {
            guard devices.kind == .object, devices.members.allSatisfy({ $0.value.string != nil })
            else {
                throw Refusal(
                    400, "M_BAD_JSON", "the devices of '\(name)' are no map to algorithms")
            }
        }
        var answer = JSONObject()
        for (name, devices) in users {
            guard let user = call.user(named: name) else { continue }
            var found = JSONObject()
            for (device, algorithm) in devices.members {
                guard
                    let key = call.state.users.claimKey(
                        algorithm.string ?? "", of: device, of: user.userID)
                else { continue }
                found[device] = .object([key.name: key.key])
            }
            if !found.isEmpty { answer[name] = .object(found) }
        }
        return ["one_time_keys": .object(answer)]
    }
}

extension RegisteredDevice {
    /// The keys as other servers see them, with the name that the device's owner gave it.
    fileprivate var publishedKeys: JSONObject {
        var published = keys
        if let displayName {
            published["unsigned"] = ["device_display_name": .string(displayName)]
        }
        return published
    }
}
