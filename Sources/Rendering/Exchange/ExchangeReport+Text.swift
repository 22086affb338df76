import FederationCore

extension ExchangeReport {
    /// What came back, in a line: `200 OK, 23 bytes, from 198.51.100.7:443 in 118 ms`.
    public var summary: String {
        guard let response else { return "\(request.method) \(request.target) was not sent" }
        var words = HTTPStatusText(response.status).text + ", \(response.body.count) bytes"
        if let destination { words += ", from \(destination)" }
        if let total = response.timings.total { words += " in \(Int(total.rounded())) ms" }
        return words
    }

    /// The request as it goes out, with the signature shortened, and what is signed.
    public var requestText: String {
        var lines = ["\(request.method) \(request.target) HTTP/1.1", "Host: \(request.hostHeader)"]
        lines += request.headers.map { header in
            let isSignature = header.name.lowercased() == "authorization"
            let value = isSignature ? Self.shortened(header.value) : header.value
            return "\(header.name): \(value)"
        }
        if let body = request.body { lines += ["", String(decoding: body, as: UTF8.self)] }
        if let signature {
            lines += ["", "signed: " + String(decoding: signature.signedObject, as: UTF8.self)]
        }
        return lines.map { $0.escapedForTerminal + "\n" }.joined()
    }

    /// A header of X-Matrix with the middle of its signature left out.
    static func shortened(_ authorization: String) -> String {
        guard let mark = authorization.firstRange(of: "sig=\"") else { return authorization }
        let rest = authorization[mark.upperBound...]
        let signature = rest.prefix { $0 != "\"" }
        guard signature.count > 8 else { return authorization }
        return authorization[..<mark.upperBound] + signature.prefix(4) + "…" + signature.suffix(2)
            + rest[signature.endIndex...]
    }
}
