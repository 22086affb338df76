import FederationCore
import FoundationEssentials
import MatrixJSON

/// How long a server that answers 429 wants us to wait.
///
/// Spec: <https://spec.matrix.org/v1.19/client-server-api/#rate-limiting>
enum RetryDelay {
    /// The wait that `response` asks for: by its `Retry-After` header, else by `retry_after_ms` in its body.
    static func asked(by response: HTTPResponse, now: Date) -> Duration? {
        if let header = response.headers.firstValue(of: "Retry-After") {
            if !header.isEmpty, header.utf8.allSatisfy({ (48...57).contains($0) }) {
                return .seconds(Int32(header) ?? .max)
            }
            if let date = HTTPDate.parse(header) {
                return .seconds(max(0, date.timeIntervalSince(now)))
            }
        }
        // A body that cannot be read asks for nothing, like one that does not ask.
        guard let document = try? JSONDocument(parsing: response.body, numbers: .preserving),
            let milliseconds = document.root["retry_after_ms"]?.integer, milliseconds >= 0
        else { return nil }
        return .milliseconds(min(milliseconds, Int64(Int32.max)))
    }
}
