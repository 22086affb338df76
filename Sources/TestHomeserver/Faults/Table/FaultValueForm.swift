/// What the value of a fault means, and which values it can have.
public struct FaultValueForm: Sendable {
    /// What the value means; empty where the fault takes none.
    public let meaning: String
    /// The value where none is given; none where the fault can do without.
    public let usual: FaultValue?
    private let fits: @Sendable (FaultValue) -> Bool

    private init(
        _ meaning: String, usual: FaultValue?, fits: @escaping @Sendable (FaultValue) -> Bool
    ) {
        self.meaning = meaning
        self.usual = usual
        self.fits = fits
    }

    /// Whether the fault takes a value.
    public var isTaken: Bool { !meaning.isEmpty }

    /// Whether `value` is one of those.
    public func accepts(_ value: FaultValue) -> Bool { fits(value) }

    /// No value.
    static let none = FaultValueForm("", usual: nil) { _ in false }

    /// An integer of `range`.
    static func integer(
        _ meaning: String, in range: ClosedRange<Int64>, usual: Int64? = nil
    ) -> FaultValueForm {
        FaultValueForm(
            "\(meaning), \(range.lowerBound) to \(range.upperBound)",
            usual: usual.map(FaultValue.integer)
        ) { value in value.integer.map(range.contains) ?? false }
    }

    /// A text, or a number that is read as one, that `fits`.
    static func words(
        _ meaning: String, usual: String, fits: @escaping @Sendable (String) -> Bool
    ) -> FaultValueForm {
        let text = text(meaning, usual: usual, fits: fits)
        return FaultValueForm(text.meaning, usual: text.usual) { value in
            text.accepts(.text(value.description))
        }
    }

    /// A text of printable ASCII that `fits`.
    static func text(
        _ meaning: String, usual: String? = nil,
        fits: @escaping @Sendable (String) -> Bool = { !$0.isEmpty }
    ) -> FaultValueForm {
        FaultValueForm(meaning, usual: usual.map(FaultValue.text)) { value in
            guard let text = value.text, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
            else { return false }
            return fits(text)
        }
    }
}
