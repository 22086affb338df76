import RoomEvents

extension Collection<RoomVersion> {
    /// The versions in words, neighbours as a range: `1-5, 10`.
    var rangesText: String {
        var ranges: [(first: RoomVersion, last: RoomVersion)] = []
        var follows = false
        for version in RoomVersion.all {
            let isHere = contains(version)
            if isHere, follows {
                ranges[ranges.count - 1].last = version
            } else if isHere {
                ranges.append((version, version))
            }
            follows = isHere
        }
        return ranges.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }
            .joined(separator: ", ")
    }
}
