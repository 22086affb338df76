/// The versions that the fault table names.
public enum TLSVersion: Sendable {
    case tlsv1, tlsv11, tlsv12, tlsv13
}
