import TestSupport
import Testing

@testable import RoomState

@Suite("Shared maps")
struct SharedMapTests {
    @Test("A map holds what a dictionary holds, and finds what differs", arguments: 0..<8)
    func differential(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        let keyCount = [1, 32, 33, 1_000, 40_000][seed % 5]
        var maps: [(map: SharedMap, model: [Int32: Int32])] = [(SharedMap(), [:])]
        for _ in 0..<100 {
            var next = maps[Int(random.next() % UInt64(maps.count))]
            let key = Int32(random.next() % UInt64(keyCount))
            let value = random.happens(20) ? nil : Int32(random.next() % 3)
            next.map.set(key, to: value)
            next.model[key] = value
            maps.append(next)
            let keys = (0..<Int32(keyCount)).filter { _ in random.happens(1) }
            next.map.set(keys) { $0 % 3 == 0 ? nil : $0 }
            for key in keys { next.model[key] = key % 3 == 0 ? nil : key }
            maps.append(next)
        }
        for (map, model) in maps {
            var found: [Int32: Int32] = [:]
            map.forEach { found[$0] = $1 }
            #expect(found == model)
            #expect(model.allSatisfy { map[$0.key] == $0.value })
        }
        let chosen = (0..<3).map { _ in maps[Int(random.next() % UInt64(maps.count))] }
        var differing: [Int32] = []
        SharedMap.forEachDifference(among: chosen.map(\.map)) { differing.append($0) }
        let expected = (0..<Int32(keyCount)).filter { key in
            Set(chosen.map { $0.model[key] }).count > 1
        }
        #expect(differing == expected)
    }
}
