/// The key document of another server, verified, as it came.
struct KeptDocument: Sendable {
    /// The bytes.
    let bytes: [UInt8]
    /// Until when the server says that it is valid, in milliseconds since the Unix epoch.
    let validUntil: Int64
}
