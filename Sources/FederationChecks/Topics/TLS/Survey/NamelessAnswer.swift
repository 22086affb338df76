public import FederationCore

/// What a server does where no name is sent (SNI).
public enum NamelessAnswer: Sendable {
    /// It shows the same certificate.
    case same
    /// It shows another certificate.
    case other(TLSProbeResult)
    /// It shakes hands, while it refuses to for the name.
    case onlyWithout(TLSProbeResult)
    /// It refuses.
    case refused(TLSProbeError)
}
