import MatrixJSON

/// Collects the answers of an adapter, which may come in any order.
struct VectorAnswers {
    private let vectors: [EventVector]
    private var places: [[UInt8]: Int] = [:]
    private var outcomes: [VectorOutcome?]
    private var missing: Int
    /// The first lines that were no answers.
    private(set) var noise: [String] = []

    private static let noiseLimit = 10

    init(_ vectors: [EventVector]) {
        self.vectors = vectors
        outcomes = Array(repeating: nil, count: vectors.count)
        missing = vectors.count
        for (place, vector) in vectors.enumerated() { places[Array(vector.name.utf8)] = place }
    }

    /// Whether every vector has its answer.
    var isComplete: Bool { missing == 0 }

    /// Takes the whole lines off the front of `pending`; whether one was an answer.
    mutating func take(linesOf pending: inout [UInt8]) -> Bool {
        var isAnswered = false
        var start = 0
        while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
            if take(Array(pending[start..<end])) { isAnswered = true }
            start = end + 1
        }
        pending.removeSubrange(..<start)
        return isAnswered
    }

    private mutating func take(_ line: [UInt8]) -> Bool {
        guard line.contains(where: { $0 > 0x20 }) else { return false }
        let problem: String
        do {
            let value = try JSONValue(parsing: line, numbers: .preserving)
            if case .string(let name)? = value["vector"], let place = places[Array(name.utf8)] {
                guard outcomes[place] == nil else { return false }
                outcomes[place] = VectorOutcome(of: value, to: vectors[place])
                missing -= 1
                return true
            }
            problem = "names no vector that was asked"
        } catch {
            problem = "\(error)"
        }
        if noise.count < Self.noiseLimit {
            let text = String(decoding: line.prefix(80), as: UTF8.self)
            noise.append("a line is no answer (\(problem)): \(text)")
        }
        return false
    }

    /// The outcome of each vector; `reason` says why one has no answer.
    func outcomes(else reason: String) -> [VectorOutcome] {
        outcomes.map { $0 ?? .unanswered(reason) }
    }
}
