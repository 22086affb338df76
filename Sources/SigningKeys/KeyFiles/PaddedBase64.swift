import FederationCore

/// Base64 with its padding, for PEM and for naming what peers padded.
enum PaddedBase64 {
    static func encode(_ bytes: [UInt8]) -> String {
        pad(UnpaddedBase64.encode(bytes))
    }

    /// `text` with the padding that it lacks.
    static func pad(_ text: String) -> String {
        text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    }

    /// `text` without padding.
    static func unpad(_ text: String) -> String {
        String(text.prefix { $0 != "=" })
    }
}
