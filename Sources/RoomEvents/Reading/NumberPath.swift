/// The way to a number inside an event.
///
/// A link to the object or array around it, so that a deep document costs no more than its values.
final class NumberPath: CustomStringConvertible {
    private let parent: NumberPath?
    private let step: String

    /// The event itself.
    init() {
        parent = nil
        step = ""
    }

    private init(parent: NumberPath, step: String) {
        self.parent = parent
        self.step = step
    }

    func appending(_ name: String) -> NumberPath {
        NumberPath(parent: self, step: ".\(name.prefix(80))")
    }

    func appending(_ index: Int) -> NumberPath {
        NumberPath(parent: self, step: "[\(index)]")
    }

    /// Such as `content.levels[2]`; of a long way, its end.
    var description: String {
        var steps: [String] = []
        var place: NumberPath? = self
        while let here = place, steps.count < 32 {
            steps.append(here.step)
            place = here.parent
        }
        let text = steps.reversed().joined()
        if place != nil { return "…" + text }
        return text.hasPrefix(".") ? String(text.dropFirst()) : text
    }
}
