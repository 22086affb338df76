/// Which way an exchange goes; the raw value is its name for ever.
public enum ExchangeDirection: String, Sendable, Hashable, CaseIterable {
    /// Others ask.
    case incoming = "in"
    /// Others are asked.
    case outgoing = "out"
}
