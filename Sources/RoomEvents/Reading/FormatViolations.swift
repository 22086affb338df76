public import MatrixJSON

/// Everything that is wrong with the form of an event; empty where nothing is.
///
/// Where the bytes cannot be read at all, that is the one violation. Numbers that the room version does
/// not allow are told first, and the rest is looked at all the same. Of one event, a hundred violations
/// are told at most.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#checks-performed-on-receipt-of-a-pdu>
public func formatViolations(of bytes: [UInt8], version: RoomVersion) -> [EventViolation] {
    let document: JSONDocument
    do {
        document = try JSONDocument(parsing: bytes, numbers: .preserving)
    } catch {
        return [EventViolation(error)]
    }
    return formatViolations(of: document, version: version)
}

/// Everything that is wrong with the form of an event that was read.
public func formatViolations(of document: JSONDocument, version: RoomVersion) -> [EventViolation] {
    EventDocument(document, version: version).formatViolations
}

extension EventDocument {
    /// Everything that is wrong with the form of the event; empty where nothing is.
    public var formatViolations: [EventViolation] {
        var violations: [EventViolation] = []
        if version.rules.numbers == .strict {
            violations = document.root.violationsOfNumbers(most: EventLimits.violations)
        }
        var reader = EventReader(self)
        _ = reader.read()
        guard !violations.isEmpty else { return reader.violations }
        // A number that cannot be in the event is told once.
        let told = Set(violations.map(\.offset))
        violations += reader.violations.filter { $0.offset == nil || !told.contains($0.offset) }
        return Array(violations.prefix(EventLimits.violations))
    }
}
