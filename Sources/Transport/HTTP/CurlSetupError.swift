/// libcurl did not take an option, or had no memory.
struct CurlSetupError: Error, Hashable, CustomStringConvertible {
    /// What was refused.
    var subject: String
    /// What libcurl says about it.
    var reason: String

    var description: String { "libcurl refused \(subject): \(reason)" }
}
