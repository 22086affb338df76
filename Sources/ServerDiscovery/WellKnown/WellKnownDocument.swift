import FederationCore
import MatrixJSON

/// Reads the body of a well-known document, whatever its `Content-Type` says.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#getwell-knownmatrixserver>
enum WellKnownDocument {
    /// The name that `body` delegates to.
    static func delegation(in body: [UInt8]) throws(WellKnownFailure) -> ServerName {
        let root = try parse(body).root
        guard root.kind == .object else { throw .notAnObject(root.kind.words) }
        guard let server = root["m.server"] else {
            throw .noServer(isClientDocument: root["m.homeserver"] != nil)
        }
        guard let text = server.string else { throw .serverNotText(server.kind.words) }
        do {
            return try ServerName(parsing: text)
        } catch {
            throw .serverInvalid(text: text, error)
        }
    }

    private static func parse(_ body: [UInt8]) throws(WellKnownFailure) -> JSONDocument {
        do {
            return try JSONDocument(parsing: body, numbers: .preserving)
        } catch {
            throw .notJSON(error, looksLikeHTML: looksLikeHTML(body))
        }
    }

    /// Whether the first thing in `body` is a tag: a page of the web server, most likely.
    private static func looksLikeHTML(_ body: [UInt8]) -> Bool {
        let start = body.drop { [0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].contains($0) }
        return start.first == UInt8(ascii: "<")
    }
}
