/// What to do about one mistake: in general, and in the words of each front end.
public struct Remedy: Sendable, Hashable {
    /// The mistake, as a heading.
    public let mistake: String
    /// What to do, whatever answers there.
    public let general: String
    /// What to do in each front end that has words of its own for it, in the order of ``FrontEnd``.
    public let directives: [Directive]

    /// The words of one front end.
    public struct Directive: Sendable, Hashable {
        /// The front end.
        public let frontEnd: FrontEnd
        /// What to do there.
        public let text: String
    }

    /// A remedy.
    public init(_ mistake: String, _ general: String, _ directives: [FrontEnd: String] = [:]) {
        self.mistake = mistake
        self.general = general
        self.directives = FrontEnd.allCases.compactMap { frontEnd in
            directives[frontEnd].map { Directive(frontEnd: frontEnd, text: $0) }
        }
    }

    /// The fix in one line: in the words of `frontEnd` where it is known and has some, else in
    /// general.
    func fix(for frontEnd: FrontEnd?) -> String {
        if let directive = directives.first(where: { $0.frontEnd == frontEnd }) {
            return "\(directive.frontEnd.title): \(directive.text)"
        }
        return general
    }
}
