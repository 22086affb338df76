extension String {
    /// Whether the text is a token of HTTP, as methods and the names of headers are.
    public var isHTTPToken: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                byte > 0x20 && byte < 0x7F && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
            }
    }
}
