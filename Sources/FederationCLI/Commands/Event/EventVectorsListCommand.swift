import ArgumentParser
import FederationCore
import MatrixJSON
import Rendering

/// `fedctl event vectors list`: the vectors that there are.
struct EventVectorsListCommand: ExemplifiedCommand {
    static let example = "fedctl event vectors list --only 'v11/*'"

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the test vectors.",
        usage: "fedctl event vectors list [options]")

    @OptionGroup var choice: VectorOptions

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() async throws {
        let vectors = try choice.load()
        let text: String
        if json {
            let list: JSONValue = [
                "schema": "fedctl.event-vectors/1",
                "vectors": .array(
                    vectors.map {
                        [
                            "vector": .string($0.name), "kind": .string($0.kind),
                            "room_version": .string($0.roomVersion), "source": .string($0.source),
                        ]
                    }),
            ]
            text = list.prettyText + "\n"
        } else {
            var table = Table("VECTOR", "KIND", "ROOM VERSION")
            for vector in vectors {
                table.addRow(
                    [vector.name, vector.kind, vector.roomVersion].map(\.escapedForTerminal))
            }
            text = table.text + "\(vectors.count) vectors\n"
        }
        CommandContext.current.console.result(text)
    }
}
