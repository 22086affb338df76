extension XMatrixStyle {
    /// Every way; the first is the one that senders should use.
    public static let all = legal + parts + signatures + illegal
}
