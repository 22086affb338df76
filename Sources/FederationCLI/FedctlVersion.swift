/// The version of fedctl.
enum FedctlVersion {
    /// As `fedctl --version` prints it.
    static let current = "0.1.0"

    /// The `User-Agent` of every request, unless the user names another.
    static let userAgent = "fedctl/\(current)"
}
