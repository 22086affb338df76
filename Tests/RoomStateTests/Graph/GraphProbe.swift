@testable import RoomState

/// Looks at bare graphs, which events would be too slow to make for.
enum GraphProbe {
    static func levels(of lists: [[Int32]]) throws -> [Int32] {
        try PackedEdges(lists).levels()
    }

    static func cycle(of lists: [[Int32]]) -> [Int32]? {
        do {
            _ = try PackedEdges(lists).levels()
            return nil
        } catch {
            return error.nodes
        }
    }
}
