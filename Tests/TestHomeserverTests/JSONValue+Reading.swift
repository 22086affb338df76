import FederationCore
import MatrixJSON

extension JSONValue {
    /// The elements of a member that is an array.
    func list(_ name: String) -> [JSONValue] {
        guard case .array(let elements) = self[name] else { return [] }
        return elements
    }

    /// The names of an object's members, sorted.
    var names: [String] {
        guard case .object(let object) = self else { return [] }
        return object.members.map(\.name).sorted()
    }

    /// The string, where this is one.
    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// Whether the object has a good signature of `user` by an Ed25519 key that `owner` lists in `keys`.
    func isSigned(by user: String, listedIn owner: JSONValue) -> Bool {
        guard case .object(var covered) = self, case .object(let keys) = owner["keys"] else {
            return false
        }
        covered["signatures"] = nil
        covered["unsigned"] = nil
        let message = covered.canonicalBytes()
        return keys.members.contains { name, value in
            guard let keyID = try? KeyID(parsing: "ed25519:any"),
                let key = try? VerifyKey(keyID: keyID, base64: value.text ?? ""),
                let text = self["signatures"]?[user]?[name]?.text,
                let signature = try? UnpaddedBase64.decode(text)
            else { return false }
            return name.utf8.starts(with: "ed25519:".utf8) && key.isValid(signature, for: message)
        }
    }
}
