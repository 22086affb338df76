/// A private key in PEM (PKCS#8, not encrypted), which does not show itself.
public struct PrivateKeyPEM: Sendable, Hashable, CustomStringConvertible,
    CustomDebugStringConvertible, CustomReflectable
{
    /// The text, from `-----BEGIN PRIVATE KEY-----` on.
    public let bytes: [UInt8]

    /// Takes a PEM text as it is.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// That it is redacted.
    public var description: String { "PrivateKeyPEM(redacted)" }

    /// That it is redacted.
    public var debugDescription: String { description }

    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
