/// The canonical form of a JSON document.
///
/// - Parameters:
///   - bytes: The document.
///   - omitted: The names of members of the outermost object that are left out. They are compared
///     byte by byte after unescaping; members of the same name deeper inside stay.
///   - numbers: How numbers are judged and written.
/// - Returns: The document without white space, every object's keys in the order of their code
///   points, strings with as few escapes as can be. A document that is canonical already is returned
///   without being copied.
/// - Throws: The first mistake of the document.
///
/// Spec: <https://spec.matrix.org/v1.19/appendices/#canonical-json>
public func canonicalize(
    _ bytes: [UInt8], omitting omitted: [String] = [], numbers: NumberReading = .normalizing
) throws(JSONSyntaxError) -> [UInt8] {
    let input = bytes.span
    var parser = JSONParser(CanonicalBuilder(numbers: numbers, omitted: omitted))
    let root = try parser.parse(input)
    if root.source == .input, root.start == 0, Int(root.end) == bytes.count { return bytes }
    return parser.builder.output(input, root: root)
}

/// The canonical form of a JSON document that is a part of other bytes; offsets in errors count from
/// the beginning of the part.
///
/// - Parameters:
///   - bytes: The document.
///   - omitted: The names of members of the outermost object that are left out.
///   - numbers: How numbers are judged and written.
/// - Returns: What `canonicalize(_:omitting:numbers:)` returns for these bytes.
/// - Throws: The first mistake of the document.
public func canonicalize(
    _ bytes: ArraySlice<UInt8>, omitting omitted: [String] = [],
    numbers: NumberReading = .normalizing
) throws(JSONSyntaxError) -> [UInt8] {
    let input = bytes.span
    var parser = JSONParser(CanonicalBuilder(numbers: numbers, omitted: omitted))
    let root = try parser.parse(input)
    return parser.builder.output(input, root: root)
}
