extension Duration {
    /// The duration in milliseconds.
    var milliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1e15
    }

    /// The duration in words, such as `3 s`, `2.5 s` or `300 ms`.
    var words: String {
        let whole = Int(milliseconds.rounded())
        if whole < 1000 { return "\(whole) ms" }
        if whole % 1000 == 0 { return "\(whole / 1000) s" }
        return "\(Double(whole / 100) / 10) s"
    }
}

extension Double {
    /// The nearest value within `range`.
    func clamped(to range: ClosedRange<Double>) -> Double {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
