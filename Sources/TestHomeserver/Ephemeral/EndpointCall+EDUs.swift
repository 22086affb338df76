import MatrixJSON

extension EndpointCall {
    /// Judges the transaction that this request is, and its EDUs, and takes in what is right of them.
    ///
    /// A transaction that is repeated is judged once, by whoever knows that it is.
    func judgement(of edus: [JSONElement]) -> TransactionJudgement? {
        guard let origin, let body else { return nil }
        let receiver = EDUReceiver(
            name: server.name, users: state.users, rooms: state.listing, memory: state.ephemera)
        return EDUJudge(origin: origin, receiver: receiver).judge(
            transaction: argument("txnId") ?? "", body: body.root, edus: edus, now: now)
    }
}
