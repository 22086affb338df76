import FederationCore
public import MatrixJSON
import SigningKeys

extension KeyListing {
    /// The listing for machines, `fedctl.key-file/1`.
    public var json: JSONValue {
        var object: JSONObject = [
            "schema": "fedctl.key-file/1",
            "format": .string(format.rawValue),
        ]
        if let writtenTo { object["written_to"] = .string(writtenTo) }
        object["keys"] = .array(
            keys.map { key in
                [
                    "key_id": .string(key.keyID.description),
                    "public_key": .string(key.base64),
                ]
            })
        return .object(object)
    }
}
