import MatrixJSON

extension String {
    /// Whether both are the same bytes.
    func isExactly(_ other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }

    /// The text in quotes, or its beginning with an ellipsis: what others send has no end of its own.
    var excerpt: String {
        let limit = 80
        guard utf8.count > limit, unicodeScalars.count > limit else { return "'\(self)'" }
        var start = String.UnicodeScalarView()
        start.append(contentsOf: unicodeScalars.prefix(limit))
        return "'\(String(start))…'"
    }
}

extension JSONElement {
    /// The value as it stands, or its beginning with an ellipsis.
    var excerpt: String {
        let limit = 80
        guard byteRange.count > limit else { return String(decoding: rawBytes, as: UTF8.self) }
        return String(decoding: rawBytes.prefix(limit), as: UTF8.self) + "…"
    }
}
