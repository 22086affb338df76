extension EndpointHandler {
    /// Questions about users and aliases, of whom there are none yet.
    static let queries = [
        EndpointHandler("query") { call throws(Refusal) in
            let type = call.argument("queryType") ?? ""
            throw Refusal(404, "M_UNRECOGNIZED", "there is no query of the type '\(type)'")
        },
        missing("alias", at: "directory"),
        missing("user", at: "profile"),
    ]
}
