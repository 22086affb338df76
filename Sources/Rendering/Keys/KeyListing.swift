public import FederationCore
public import SigningKeys

/// The public side of a key file: what `keys show` and `keys generate` tell.
public struct KeyListing: Sendable {
    /// The keys, in the order of the file.
    public let keys: [VerifyKey]
    /// The format of the file.
    public let format: KeyFileFormat
    /// The file that was just written, where one was.
    public let writtenTo: String?

    /// A listing.
    public init(keys: [VerifyKey], format: KeyFileFormat, writtenTo: String? = nil) {
        self.keys = keys
        self.format = format
        self.writtenTo = writtenTo
    }
}
