import FederationCore

/// Writes metrics in the text format of Prometheus.
struct MetricsWriter {
    /// What was written.
    private(set) var text = ""

    /// A gauge with its samples, the first of each set of labels; nothing where there is no sample.
    mutating func gauge(
        _ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: String)]
    ) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
        var written: Set<String> = []
        for sample in samples {
            let labels = sample.labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }
                .joined(separator: ",")
            guard written.insert(labels).inserted else { continue }
            text += "\(name){\(labels)} \(sample.value)\n"
        }
    }

    private static func escaped(_ text: String) -> String {
        text.escapedForTerminal.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}
