// Built by Tests/Fuzz/run.sh together with the sources of MatrixJSON, as one module.

/// Reads the bytes as JSON in every reading, and holds the results to what is always true of them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for numbers in NumberReading.allCases {
        let canonical: [UInt8]
        do {
            canonical = try canonicalize(bytes, numbers: numbers)
        } catch {
            judge(error, bytes, numbers)
            continue
        }
        judge(canonical, bytes, numbers)
    }
    return 0
}

/// What is refused is refused by the index too, with the same words.
private func judge(_ error: JSONSyntaxError, _ bytes: [UInt8], _ numbers: NumberReading) {
    precondition(error.offset >= 0 && error.offset <= bytes.count)
    precondition(!error.description.isEmpty)
    do {
        _ = try JSONDocument(parsing: bytes, numbers: numbers)
        preconditionFailure("the index takes what canonicalize refuses")
    } catch let other {
        precondition(other == error)
    }
}

/// A canonical form is its own canonical form, whichever way it is made.
private func judge(_ canonical: [UInt8], _ bytes: [UInt8], _ numbers: NumberReading) {
    do {
        let again = try canonicalize(
            canonical, numbers: numbers == .normalizing ? .strict : numbers)
        precondition(again == canonical)
        let document = try JSONDocument(parsing: bytes, numbers: numbers)
        precondition(document.root.canonicalBytes() == canonical)
        precondition(document.root.value.canonicalBytes() == canonical)
        precondition(String(validating: canonical, as: UTF8.self) != nil)
        for (name, value) in document.root.members {
            precondition(document.root[name]?.byteRange == value.byteRange)
            let without = try canonicalize(bytes, omitting: [name], numbers: numbers)
            precondition(without.count < canonical.count)
            let rest = try JSONDocument(parsing: without, numbers: numbers)
            precondition(rest.root[name] == nil)
            precondition(rest.root.members.count == document.root.members.count - 1)
        }
    } catch {
        preconditionFailure("what was taken is refused: \(error)")
    }
}
