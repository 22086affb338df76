/// What a certificate has to be valid for.
package enum CertificateName: Sendable, Hashable {
    /// A DNS name.
    case dns(String)
    /// An IP address: 4 or 16 bytes in network byte order.
    case address([UInt8])
}
