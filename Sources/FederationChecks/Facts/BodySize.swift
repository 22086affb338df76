/// Sizes of bodies that are announced: a transaction is 50 events of up to 65,536 bytes and 100
/// pieces of ephemeral data, which have no limit.
enum BodySize {
    /// More than what Synapse takes where nothing else is said, and than what front ends are mostly told to take.
    static let huge = 55_000_000
    /// What every server should take.
    static let largest = 12_000_000
    /// What 50 events come to.
    static let events = 3_500_000
    /// Just over the limit that nginx has where nothing else is said.
    static let smallest = 1_100_000

    /// The size in words.
    static func words(_ bytes: Int) -> String {
        "\(bytes / 1_000_000).\(bytes / 100_000 % 10) MB"
    }
}
