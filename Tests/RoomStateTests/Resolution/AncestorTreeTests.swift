import TestSupport
import Testing

@testable import RoomState

@Suite("Mainline positions")
struct AncestorTreeTests {
    @Test("Positions are those of a walk along the mainline", arguments: 0..<6)
    func positions(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let parents: [Int32] = (0..<300).map { node in
            if node == 0 || random.happens(2) { return -1 }
            let reach = random.happens(80) ? min(node, 3) : node
            return Int32(node - 1 - Int(random.next() % UInt64(reach)))
        }
        let tree = AncestorTree(parents: parents, order: Array(0..<300))
        for levels in stride(from: Int32(0), to: 300, by: 7) {
            let mainline = tree.mainline(of: levels)
            for event in Int32(0)..<300 {
                var position: Int32?
                var node = parents[Int(event)]
                while node >= 0, position == nil {
                    position = mainline.firstIndex(of: node).map { Int32($0) }
                    node = parents[Int(node)]
                }
                #expect(tree.mainlinePosition(of: event, on: levels) == position)
            }
        }
    }
}
