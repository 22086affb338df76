/// Answers what connections bring.
protocol Responding: Sendable {
    /// The answer to `arrival`; none where nothing can be answered.
    func answer(to arrival: Arrival) async -> Outgoing?
}
