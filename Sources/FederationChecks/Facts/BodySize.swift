/// Sizes of bodies that are announced: a transaction is 50 events of up to 65,536 bytes and 100
/// pieces of ephemeral data, which have no limit.
enum BodySize {
    /// What every server should take; Synapse's own limit is no smaller.
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
