import FoundationEssentials

/// When the documents under `Fixtures/keys` are judged.
enum Moment {
    static let milliseconds: Int64 = 1_795_348_800_000
    static let now = Date(timeIntervalSince1970: 1_795_348_800)
    static let day: Int64 = 86_400_000
}
