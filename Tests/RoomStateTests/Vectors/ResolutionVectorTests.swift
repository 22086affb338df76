import FederationCore
import MatrixJSON
import RoomEvents
import RoomState
import TestSupport
import Testing

@Suite("Vectors of state resolution")
struct ResolutionVectorTests {
    @Test(
        "Forks resolve to the state that another implementation finds",
        arguments: ["1", "2", "6", "10", "11", "12"])
    func resolutions(number: String) throws {
        let version = try RoomVersion(parsing: number)
        let vectors = try EventVector.all("resolve", version: number)
        #expect(vectors.count > 10)
        for vector in vectors {
            let graph = try EventGraph(
                vector.events("events").map { try Event(parsing: $0, version: version) })
            let forks = try (vector["forks"]?.elements ?? []).map { try state($0, in: graph) }
            let resolved = try resolveState(forks, in: graph, version: version).state
            let found = Set(resolved.values.map(\.description))
            let expected = vector.expected("state")?.elements.compactMap(\.string) ?? []
            #expect(found == Set(expected), "\(vector)")
        }
    }

    private func state(_ fork: JSONElement, in graph: EventGraph) throws -> StateMap {
        var state: StateMap = [:]
        for element in fork.elements {
            let id = try EventID(parsing: #require(element.string))
            let event = try #require(graph[id])
            state[StateTuple(event.type, try #require(event.stateKey))] = id
        }
        return state
    }
}
