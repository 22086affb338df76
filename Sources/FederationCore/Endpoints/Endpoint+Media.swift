extension Endpoint {
    /// Media of the server.
    static let media: [Endpoint] = [
        Endpoint(
            "media-download", "a file", "GET",
            "/_matrix/federation/v1/media/download/{mediaId}",
            parameters: [
                .path("mediaId", .string, "the identifier of the file"), timeout,
            ],
            isRateLimited: true, response: mediaShape,
            errors: [
                EndpointError(429), EndpointError(502, "M_TOO_LARGE"),
                EndpointError(504, "M_NOT_YET_UPLOADED"),
            ],
            added: "v1.11"),
        Endpoint(
            "media-thumbnail", "a thumbnail of a file", "GET",
            "/_matrix/federation/v1/media/thumbnail/{mediaId}",
            parameters: [
                .path("mediaId", .string, "the identifier of the file"),
                .query("width", .integer, "the wanted width in pixels", required: true),
                .query("height", .integer, "the wanted height in pixels", required: true),
                .query("method", .choice(["crop", "scale"]), "how it is made to fit"),
                timeout,
                .query("animated", .boolean, "whether an animation is wanted"),
            ],
            isRateLimited: true, response: mediaShape,
            errors: [
                EndpointError(400, "M_UNKNOWN"), EndpointError(413, "M_TOO_LARGE"),
                EndpointError(429), EndpointError(502, "M_TOO_LARGE"),
                EndpointError(504, "M_NOT_YET_UPLOADED"),
            ],
            added: "v1.11"),
    ]

    private static let timeout = EndpointParameter.query(
        "timeout_ms", .integer, "how long to wait for a file that is being uploaded",
        default: "20000")

    private static let mediaShape =
        "multipart/mixed of two parts: {} as JSON, then the file or its Location"
}
