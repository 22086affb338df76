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
