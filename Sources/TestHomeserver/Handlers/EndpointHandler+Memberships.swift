extension EndpointHandler {
    /// Joining, knocking, inviting and leaving.
    static let memberships = [
        EndpointHandler("make-join") { call throws(Refusal) in
            try MembershipTemplate(call, .join).answer()
        },
        EndpointHandler("make-knock") { call throws(Refusal) in
            try MembershipTemplate(call, .knock).answer()
        },
        EndpointHandler("make-leave") { call throws(Refusal) in
            try MembershipTemplate(call, .leave).answer()
        },
        EndpointHandler("send-join") { call throws(Refusal) in
            let join = try SentMembership(call, .join)
            return try join.joined(by: await join.receive()).answer
        },
        EndpointHandler("send-join-v1") { call throws(Refusal) in
            let join = try SentMembership(call, .join)
            return try join.joined(by: await join.receive()).answerOfFirstVersion
        },
        EndpointHandler("send-knock") { call throws(Refusal) in
            let knock = try SentMembership(call, .knock)
            _ = try await knock.receive()
            return knock.knocked().answer
        },
        EndpointHandler("send-leave") { call throws(Refusal) in
            _ = try await SentMembership(call, .leave).receive()
            return AnswerObject().answer
        },
        EndpointHandler("send-leave-v1") { call throws(Refusal) in
            _ = try await SentMembership(call, .leave).receive()
            return AnswerObject().answerOfFirstVersion
        },
        EndpointHandler("invite") { call throws(Refusal) in
            try await ReceivedInvite(call).answer()
        },
        EndpointHandler("invite-v1") { call throws(Refusal) in
            try await ReceivedInvite(firstVersion: call).answerOfFirstVersion()
        },
        EndpointHandler("exchange-third-party-invite") { call throws(Refusal) in
            try await ThirdPartyExchange(call).answer()
        },
        EndpointHandler("onbind") { call throws(Refusal) in
            try await BoundIdentifier(call).answer()
        },
    ]
}
