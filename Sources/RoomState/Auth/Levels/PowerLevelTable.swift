import FederationCore
import MatrixJSON

/// The levels of `users`, `events` or `notifications`, by name.
struct PowerLevelTable: Sendable {
    /// The levels that can be read.
    private(set) var levels: [ExactText: PowerLevel] = [:]
    /// The first value, in the order of the document, that is no level.
    private(set) var fault: PowerLevelFault?
    /// The first value of an entry that is no level.
    private(set) var entryFault: PowerLevelFault?
    /// The first number that is beyond any double.
    private(set) var rangeFault: PowerLevelFault?

    /// Reads the member `name` of `content`; `keyFault` says what was expected, where a key is none
    /// that the member may have.
    init(
        _ name: String, of content: JSONElement, as form: PowerLevelForm,
        keyFault: (String) -> String? = { _ in nil }
    ) {
        guard let table = content[name] else { return }
        let path = "content.\(name)"
        guard table.kind == .object else {
            fault = PowerLevelFault(path: path, found: table.excerpt, expected: "an object")
            return
        }
        for (key, value) in table.members {
            let reading = form.reading(value)
            if case .level(let level) = reading { levels[ExactText(key)] = level }
            if fault == nil, let expected = keyFault(key) {
                fault = PowerLevelFault(
                    path: "a key of \(path)", found: key.excerpt, expected: expected)
            }
            guard reading.level == nil, entryFault == nil || rangeFault == nil else { continue }
            let valueFault = PowerLevelFault(
                path: path + "[\(key.excerpt)]", found: value.excerpt, expected: form.words)
            fault = fault ?? valueFault
            entryFault = entryFault ?? valueFault
            if reading == .outOfRange { rangeFault = rangeFault ?? valueFault }
        }
    }

    /// The level of `name`, where there is one.
    subscript(name: String) -> PowerLevel? { levels[ExactText(name)] }
}
