extension String {
    /// The text, or its beginning with an ellipsis where it has more than `limit` bytes: what others send has no end
    /// of its own.
    public func cut(to limit: Int) -> String {
        guard utf8.count > limit else { return self }
        // Back to where a character of the text begins.
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return "\(self[..<end])…"
    }
}
