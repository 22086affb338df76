/// The fuzz target of the `X-Matrix` parser: whatever comes, it is read or refused, an error points
/// into the text, and what was read can be written and read again.
@c(LLVMFuzzerTestOneInput)
public func fuzzXMatrix(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let text = String(decoding: bytes, as: UTF8.self)
    do {
        let header = try XMatrixHeader(parsing: text)
        let again = try XMatrixHeader(parsing: header.headerValue)
        precondition(again.origin == header.origin && again.destination == header.destination)
        precondition(again.keyID == header.keyID)
        precondition(again.signature.utf8.elementsEqual(header.signature.utf8))
        precondition(
            again.deviations.allSatisfy { deviation in
                [.noDestination, .backslash, .paddedSignature, .urlSafeSignature].contains(
                    deviation)
            })
    } catch {
        precondition(error.offset >= 0 && error.offset <= text.utf8.count)
        precondition(!error.description.isEmpty)
    }
    return 0
}
