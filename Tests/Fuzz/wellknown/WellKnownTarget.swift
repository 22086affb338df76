import FoundationEssentials

/// The fuzz target of the well-known document: whatever comes, it delegates to a name that can be read
/// again, or is refused in words; a redirect leads to a URL that can be redirected from.
@c(LLVMFuzzerTestOneInput)
public func fuzzWellKnown(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    do throws(WellKnownFailure) {
        let name = try WellKnownDocument.delegation(in: bytes)
        guard let again = try? ServerName(parsing: name.description) else {
            preconditionFailure("a name cannot be read again")
        }
        precondition(again == name)
    } catch {
        precondition(!error.description.isEmpty)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let headers = [HTTPHeader("Cache-Control", text), HTTPHeader("Expires", text)]
    let lifetime = CacheLifetime(ofDocumentWith: headers, now: Date(timeIntervalSince1970: 0))
    precondition((0...CacheLifetime.maximumSeconds).contains(lifetime.seconds))
    guard let host = try? ServerName(parsing: "example.org") else { return 0 }
    let page = HTTPSURL(authority: host, target: "/.well-known/matrix/server")
    do throws(WellKnownFailure) {
        let next = try page.resolving(text)
        precondition(next.target.hasPrefix("/"))
        _ = try next.resolving("/.well-known/matrix/server")
    } catch {
        precondition(!error.description.isEmpty)
    }
    return 0
}
