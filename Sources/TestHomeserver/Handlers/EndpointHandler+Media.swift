extension EndpointHandler {
    /// Files, of which there are none yet.
    static let media = [
        missing("file", at: "media-download"),
        missing("file", at: "media-thumbnail"),
    ]
}
