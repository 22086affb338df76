/// What a captured request comes to: whether its signature verifies, and if not, with what change it does.
public struct RequestInspection: Sendable {
    /// The header; none where it cannot be read.
    public let header: XMatrixHeader?
    /// Why the header cannot be read.
    public let headerError: XMatrixError?
    /// Why the request is not from whom it says; none where it verifies.
    public let error: RequestVerificationError?
    /// The object that the signature should be over; none where there is no header or no JSON.
    public let signedObject: [UInt8]?
    /// With what changes it verifies, the simplest first; empty where it verifies, or where none is known.
    public let explanations: [RequestExplanation]

    /// Whether the request is from whom it says.
    public var verifies: Bool { headerError == nil && error == nil }
}

/// Verifies a captured request, and looks for the mistake where it does not verify.
///
/// - Parameters:
///   - capture: The request.
///   - keys: The keys that are known, of the origin and of others.
///   - now: The time, in milliseconds since the Unix epoch.
/// - Returns: What it comes to.
public func inspectRequest(
    _ capture: RequestCapture, keys: [RequestKey], now: Int64
) -> RequestInspection {
    let header: XMatrixHeader
    do {
        header = try XMatrixHeader(parsing: capture.authorization)
    } catch {
        return RequestInspection(
            header: nil, headerError: error, error: nil, signedObject: nil, explanations: [])
    }
    let request = capture.request
    // A body that is no JSON is what the verification tells.
    let object = try? RequestObject(
        method: request.method, target: request.target, body: request.body, origin: header.origin,
        destination: capture.ownName)
    let search = RequestMistakeSearch(capture, header, keys)
    do {
        _ = try verifyRequest(
            request, header: header, ownName: capture.ownName,
            lookup: search.lookup(header.keyID), now: now)
        return RequestInspection(
            header: header, headerError: nil, error: nil, signedObject: object?.canonicalBytes,
            explanations: [])
    } catch {
        return RequestInspection(
            header: header, headerError: nil, error: error, signedObject: object?.canonicalBytes,
            explanations: search.explanations(of: object))
    }
}
