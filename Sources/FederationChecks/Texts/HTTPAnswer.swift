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
        if let object = response.jsonObject {
            let code = object["errcode"]?.string?.bounded
            if code != nil || (200..<300).contains(response.status) || response.status == 405 {
                self = .homeserver(errorCode: code)
                return
            }
        }
        // A document with a fault in it came from where the good ones come from.
        if response.status == 200, response.isJSONType, response.isMeantAsJSON {
            self = .homeserver(errorCode: nil)
            return
        }
        // Some homeservers have no words for a method that they do not know; front ends that have
        // none either leave their mark.
        if response.status == 405, response.body.isEmpty,
            FrontEnd(recognisedIn: response)?.writesEmptyAnswers != true
        {
            self = .homeserver(errorCode: nil)
            return
        }
        self = .other(response.outline)
    }
}

extension FrontEnd {
    /// Whether a refusal of its own may have no body; the others send a page, so that what has none
    /// was only let through.
    fileprivate var writesEmptyAnswers: Bool {
        switch self {
        case .caddy, .traefik, .envoy, .cloudflare: true
        case .nginx, .apache, .haproxy, .lighttpd, .synapse: false
        }
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

    /// How the body was sent, such as `as text/plain` or `without a Content-Type`.
    var manner: String {
        headers.firstValue(of: "Content-Type").map { "as \($0.bounded)" }
            ?? "without a Content-Type"
    }

    /// Whether the body is JSON, or was to be: it begins as JSON does, whatever comes after that.
    var isMeantAsJSON: Bool {
        let first = body.first { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// Whether the answer is said to be JSON.
    var isJSONType: Bool { mediaType == "application/json" }
}
