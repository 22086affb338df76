/// The fuzz target of multipart bodies.
///
/// The first line is the `Content-Type`, the rest the body. Whatever comes, the contents of the parts stand
/// in the body, one behind the other, or it is refused in words.
@c(LLVMFuzzerTestOneInput)
public func fuzzMultipart(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
    let body = Array(bytes.dropFirst(line.count + 1))
    let type = String(decoding: line, as: UTF8.self)
    do throws(MultipartError) {
        let parts = try MultipartBody(parsing: body, contentType: type).parts
        precondition(parts.count <= MultipartBody.maximumParts)
        precondition(parts.map(\.content.count).reduce(0, +) <= body.count)
        for part in parts {
            precondition(part.headers.allSatisfy { !$0.name.contains("\n") })
        }
    } catch {
        precondition(!error.description.isEmpty)
    }
    return 0
}
