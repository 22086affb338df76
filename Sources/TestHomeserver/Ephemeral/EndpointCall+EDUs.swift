import MatrixJSON

extension EndpointCall {
    /// Judges the transaction that this request is, and its EDUs, and takes in what is right of them.
    ///
    /// A transaction that is repeated is judged once, by whoever knows that it is.
    func judge(_ edus: [JSONElement]) {
        guard let origin, let body else { return }
        let receiver = EDUReceiver(
            name: server.name, users: state.users, rooms: state.listing, memory: state.ephemera)
        EDUJudge(origin: origin, receiver: receiver).judge(
            transaction: argument("txnId") ?? "", body: body.root, edus: edus, now: now)
    }
}
