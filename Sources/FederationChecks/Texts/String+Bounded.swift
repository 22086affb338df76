extension String {
    /// The text as it is, or its beginning with an ellipsis: what a remote host sends has no end of
    /// its own.
    var bounded: String {
        let limit = 200
        guard unicodeScalars.count > limit else { return self }
        var start = String.UnicodeScalarView()
        start.append(contentsOf: unicodeScalars.prefix(limit))
        return String(start) + "…"
    }
}
