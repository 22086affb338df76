/// The numbers of the three steps that look for services: those of the name, or of what it delegates to.
struct ServiceSteps {
    /// `_matrix-fed._tcp`.
    var current: String
    /// `_matrix._tcp`, deprecated since v1.8 of the spec.
    var legacy: String
    /// No service: the host itself.
    var last: String
}
