import FederationCore

extension FaultSetting: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case fault, value, endpoint, peer, server, count, after, probability
    }

    /// Reads `{fault, value, endpoint, peer, server, count, after, probability}`; `endpoint` is a name
    /// or a list of names, and a member that is not known is an error.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        let endpoints: [String]
        // What is no text is a list.
        if let name = try? members.decode(String.self, forKey: .endpoint) {
            endpoints = [name]
        } else {
            endpoints = try members.list(.endpoint)
        }
        let id = try members.decode(String.self, forKey: .fault)
        let value = try members.decodeIfPresent(FaultValue.self, forKey: .value)
        let peer = try members.text(.peer) { try FaultPeer(parsing: $0) }
        let server = try members.text(.server) { try ServerName(parsing: $0) }
        let count = try members.decodeIfPresent(Int.self, forKey: .count)
        let after = try members.decodeIfPresent(Int.self, forKey: .after) ?? 0
        let probability = try members.decodeIfPresent(Double.self, forKey: .probability) ?? 1
        do {
            try self.init(
                id, value: value, endpoints: endpoints, peer: peer, server: server, count: count,
                after: after, probability: probability)
        } catch {
            throw decoder.mismatch("\(error)")
        }
    }
}
