extension FaultPlan: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case seed, faults
    }

    /// Reads `{seed, faults}`; a member that is not known is an error.
    public convenience init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        let seed = try members.decodeIfPresent(Int64.self, forKey: .seed) ?? 0
        guard seed >= 0 else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: members.codingPath + [CodingKeys.seed],
                    debugDescription: "expected 0 or more, found \(seed)"))
        }
        self.init(
            seed: UInt64(seed),
            settings: try members.list(.faults))
    }
}
