extension FaultPlan: Decodable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case seed, faults
    }

    /// Reads `{seed, faults}`; a member that is not known is an error.
    public convenience init(from decoder: any Decoder) throws {
        let members = try decoder.members(CodingKeys.self)
        self.init(
            seed: try members.decodeIfPresent(UInt64.self, forKey: .seed) ?? 0,
            settings: try members.list(.faults))
    }
}
