import FoundationEssentials

/// The time of the tests: 2026-11-22 23:06:05 UTC.
enum Moment {
    static let now = Date(timeIntervalSince1970: 1_795_388_765)
    static let milliseconds: Int64 = 1_795_388_765_000
}
