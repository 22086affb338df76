/// How a fault is done.
enum FaultEffect: Sendable {
    /// The request is not handled: this is the answer.
    case instead(@Sendable (FaultValue?, ArrivedRequest, Int64) -> Answer)
    /// The answer goes out in another way.
    case outgoing(@Sendable (FaultValue?, inout Answer, inout Delivery) -> Void)
    /// The documents of the answer are others; says whether there was anything to change.
    case content(@Sendable (FaultValue?, inout AnswerDraft) throws -> Bool)
    /// The key document is another.
    case keys(@Sendable (FaultValue?, inout KeyDraft) throws -> Void)
    /// The connection is another.
    case tls(TLSFault)
}
