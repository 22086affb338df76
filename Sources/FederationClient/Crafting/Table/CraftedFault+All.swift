extension CraftedFault {
    /// Every fault.
    public static let all =
        limits + json + signatures + events + references + transactions + edus + delivery
}
