extension EndpointHandler {
    /// Files, and smaller pictures of them.
    static let media = [
        EndpointHandler("media-download") { call throws(Refusal) in
            try MediaAnswers(call).file().answer
        },
        EndpointHandler("media-thumbnail") { call throws(Refusal) in
            try MediaAnswers(call).thumbnail().answer
        },
    ]
}
