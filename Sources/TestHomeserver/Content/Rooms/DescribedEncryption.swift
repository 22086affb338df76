/// `encryption: true`, or the name of an algorithm.
struct DescribedEncryption: Decodable {
    let algorithm: String?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // What is neither true nor false is a name.
        if let isEncrypted = try? container.decode(Bool.self) {
            algorithm = isEncrypted ? "m.megolm.v1.aes-sha2" : nil
        } else {
            algorithm = try container.decode(String.self)
        }
    }
}
