import FederationCore
import MatrixJSON

/// Who gave an HTTP answer: the homeserver, or something before it.
enum HTTPAnswer {
    /// A JSON object of the homeserver; with the error code, where it is an error.
    case homeserver(errorCode: String?)
    /// Anything else; the text says what it was, such as `404, HTML`.
    case other(String)

    /// Judges by the body: a homeserver answers in JSON objects, and its errors have an `errcode`.
    init(_ response: HTTPResponse) {
        // A path that is not forwarded is not found; a method that is not allowed has found its
        // path.
        if response.status == 405 {
            self = .homeserver(errorCode: response.jsonObject?["errcode"]?.string?.bounded)
            return
        }
        if let object = response.jsonObject {
            let code = object["errcode"]?.string?.bounded
            if code != nil || (200..<300).contains(response.status) {
                self = .homeserver(errorCode: code)
                return
            }
        }
        self = .other(response.outline)
    }
}

extension HTTPResponse {
    /// The answer in a few words, such as `404, HTML` or `302 to https://…`.
    var outline: String {
        if (300..<400).contains(status), let location = headers.firstValue(of: "Location") {
            return "\(status) to \(location.bounded)"
        }
        if body.isEmpty { return "\(status), empty" }
        return "\(status), \(bodyKind)"
    }

    /// What the body is, judged by its beginning and by its type.
    private var bodyKind: String {
        let start = bodyText(atMost: 200).drop { $0.isWhitespace }.lowercased()
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
            || mediaType == "text/html"
        {
            return "HTML"
        }
        if let object = jsonObject {
            return object["errcode"]?.string?.bounded ?? "JSON without errcode"
        }
        return mediaType?.bounded ?? "no Content-Type"
    }

    /// The beginning of the body as text.
    func bodyText(atMost count: Int) -> String {
        String(decoding: body.prefix(count), as: UTF8.self)
    }

    /// The `Content-Type` as it came, for a sentence.
    var contentTypeWords: String {
        headers.firstValue(of: "Content-Type")?.bounded ?? "no Content-Type"
    }

    /// Whether the answer is said to be JSON.
    var isJSONType: Bool { mediaType == "application/json" }
}
