import FederationCore

/// Judges the signatures of requests.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#request-authentication>
struct RequestAuthorizer: Sendable {
    /// Knows the keys of other servers.
    let verifyKeys: any VerifyKeyProviding
    /// The servers of this process, whose keys are known without asking.
    let directory: ServerDirectory
    /// What they sign with in place of their own keys.
    let standIns: StandInKeys
    /// Whether they ask each other for keys all the same.
    let isApart: Bool

    /// How many bytes of what is wrong with a header are told.
    private static let limit = 500

    /// What the `Authorization` headers of a request claim, before anything is verified.
    ///
    /// Where several headers can be read, the first one counts.
    func claim(of request: ArrivedRequest) -> (header: XMatrixHeader?, AuthorizationJudgement) {
        var judgement = AuthorizationJudgement.absent
        for value in request.authorizations {
            do {
                let header = try XMatrixHeader(parsing: value)
                return (header, .notJudged(XMatrixClaim(header)))
            } catch {
                judgement = .unreadable(reason: "\(error)".cut(to: Self.limit))
            }
        }
        return (nil, judgement)
    }

    /// Verifies that the origin of `header` signed `request` for `server`.
    ///
    /// - Throws: The 401 that says why not.
    func verify(
        _ request: ArrivedRequest, header: XMatrixHeader, for server: VirtualServer, now: Int64
    ) async throws(Refusal) -> ServerName {
        if let destination = header.destination, destination != server.name {
            throw Self.unauthorized(
                RequestVerificationError.wrongDestination(destination, ownName: server.name))
        }
        let keys = ProcessKeys(
            directory: directory, own: isApart ? server.name : nil, others: verifyKeys,
            standIns: standIns)
        let lookup = await keys.verifyKey(header.keyID, of: header.origin)
        let received = ReceivedRequest(
            method: request.method, target: request.target,
            body: request.body.isEmpty ? nil : request.body)
        do {
            _ = try verifyRequest(
                received, header: header, ownName: server.name, lookup: lookup, now: now)
        } catch .bodyIsNotJSON(let error) {
            throw Refusal(body: error)
        } catch {
            throw Self.unauthorized(error)
        }
        return header.origin
    }

    /// The refusal of a request whose signature is missing or wrong.
    static func unauthorized(_ reason: some CustomStringConvertible) -> Refusal {
        Refusal(401, "M_UNAUTHORIZED", "\(reason)")
    }
}
