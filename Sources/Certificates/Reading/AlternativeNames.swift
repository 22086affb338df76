/// The subject alternative names that matter to TLS.
struct AlternativeNames {
    /// The DNS names, in order.
    var dnsNames: [String] = []
    /// The IP addresses as text, in order.
    var ipAddresses: [String] = []
}
