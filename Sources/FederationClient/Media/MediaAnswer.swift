public import FederationCore
import MatrixJSON

/// What a server gives out for a file of its content repository.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1mediadownloadmediaid>
public struct MediaAnswer: Sendable, Hashable {
    /// The file, or where it is.
    public let content: Content
    /// The metadata, canonical JSON; the specification says `{}`.
    public let metadata: [UInt8]

    /// What the second part holds.
    public enum Content: Sendable, Hashable {
        /// The bytes, with what they are and the name that they should be saved under.
        case file([UInt8], type: String?, disposition: String?)
        /// The address where the bytes are.
        case location(String)
    }

    /// Whether `operation` is answered in this form.
    public static func isGiven(by operation: String?) -> Bool {
        operation == "media-download" || operation == "media-thumbnail"
    }

    /// Reads an answer that went well.
    ///
    /// - Throws: ``MediaAnswerError`` where it is not of two parts, JSON and a file.
    public init(_ response: HTTPResponse) throws(MediaAnswerError) {
        let body: MultipartBody
        do {
            body = try MultipartBody(
                parsing: response.body,
                contentType: response.headers.firstValue(of: "Content-Type") ?? "no Content-Type")
        } catch {
            throw .notMultipart(error)
        }
        guard body.parts.count == 2 else { throw .wrongParts(body.parts.count) }
        do {
            metadata = try canonicalize(body.parts[0].content)
        } catch {
            throw .badMetadata(error)
        }
        let file = body.parts[1]
        if let address = file.headers.firstValue(of: "Location") {
            content = .location(address)
        } else {
            content = .file(
                file.content, type: file.headers.firstValue(of: "Content-Type"),
                disposition: file.headers.firstValue(of: "Content-Disposition"))
        }
    }
}
