import FederationCore
import FoundationEssentials
import SigningKeys
import TestSupport
import Testing

@Suite("The key ring")
struct KeyRingTests {
    private let domain = Result { try ServerName(parsing: "domain") }
    private let first = Result { try KeyID(parsing: "ed25519:1") }

    private func ring(
        _ requester: CannedFederation? = nil, now: Date = Moment.now, known: KnownKeys = KnownKeys()
    ) -> KeyRing {
        KeyRing(known: known, fetchingWith: requester, time: FixedTime(now: now))
    }

    private func answering(_ name: String) throws -> CannedFederation {
        let body = try Fixture.bytes("documents/" + name)
        return CannedFederation { _ in HTTPResponse(status: 200, body: body) }
    }

    @Test("A key that is not known is asked for once, however many ask for it at once")
    func fetches() async throws {
        let (domain, keyID) = (try domain.get(), try first.get())
        let body = try Fixture.bytes("documents/good-with-old-key.json")
        let federation = CannedFederation { _ in
            // A test that is cancelled may answer at once.
            try? await Task.sleep(for: .milliseconds(20))
            return HTTPResponse(status: 200, body: body)
        }
        let ring = ring(federation)
        await withTaskGroup(of: VerifyKeyLookup.self) { group in
            for _ in 0..<8 { group.addTask { await ring.verifyKey(keyID, of: domain) } }
            for await lookup in group {
                guard case .found(let key, let validity) = lookup else {
                    Issue.record("\(lookup)")
                    continue
                }
                #expect(key.base64 == TestKeys.publicKey)
                #expect(validity == .current(until: Moment.milliseconds + 6 * Moment.day))
            }
        }
        let old = await ring.verifyKey(try KeyID(parsing: "ed25519:auto"), of: domain)
        guard case .found(_, let validity) = old else {
            Issue.record("\(old)")
            return
        }
        #expect(validity == .old(expiredAt: Moment.milliseconds - 90 * Moment.day))
        #expect(federation.journal.map(\.target) == ["/_matrix/key/v2/server"])
    }

    @Test("A key that the server does not have is unknown, and the server is not asked again")
    func unknown() async throws {
        let federation = try answering("good.json")
        let ring = ring(federation)
        let other = try KeyID(parsing: "ed25519:other")
        for _ in 0..<3 {
            #expect(
                await ring.verifyKey(other, of: try domain.get())
                    == .unknown(reason: "domain has no key ed25519:other, only ed25519:1"))
        }
        #expect(federation.journal.count == 1)
    }

    @Test(
        "Keys of a document that does not verify are not taken, and the reason is said",
        arguments: [
            (
                "bad-changed-after-signing.json",
                "the keys of domain cannot be used: the signature of ed25519:1 does not verify; "
                    + "peers that check it first refuse the document"
            ),
            (
                "bad-other-server.json",
                "the keys of domain cannot be used: the document is about other.example, not about "
                    + "domain"
            ),
            (
                "bad-no-keys.json",
                "the keys of domain cannot be used: verify_keys is empty: nothing that the server "
                    + "signs can be verified"
            ),
        ])
    func refuses(name: String, reason: String) async throws {
        let ring = ring(try answering(name))
        #expect(
            await ring.verifyKey(try first.get(), of: try domain.get()) == .unknown(reason: reason))
    }

    @Test("A server that does not answer, or answers with an error, has no keys")
    func failures() async throws {
        let (domain, keyID) = (try domain.get(), try first.get())
        let refusing = CannedFederation { _ in HTTPResponse(status: 404) }
        #expect(
            await ring(refusing).verifyKey(keyID, of: domain)
                == .unknown(reason: "domain answers 404 when asked for its keys"))
        let silent = CannedFederation { (request) async throws(FederationRequestError) in
            throw .noDestination(request.destination, steps: [])
        }
        #expect(
            await ring(silent).verifyKey(keyID, of: domain)
                == .unknown(reason: "domain: no address found"))
    }

    @Test("Without a client nobody is asked")
    func offline() async throws {
        #expect(
            await ring().verifyKey(try first.get(), of: try domain.get())
                == .unknown(reason: "ed25519:1 is not among the keys that were given"))
    }

    @Test("A known key is not asked for before its time is over, and then it is")
    func expiry() async throws {
        let (domain, keyID) = (try domain.get(), try first.get())
        let bytes = try Fixture.bytes("documents/good.json")
        var known = KnownKeys()
        known.add(bytes, of: domain, now: Moment.now)
        let federation = try answering("good.json")
        _ = await ring(federation, known: known).verifyKey(keyID, of: domain)
        #expect(federation.journal.isEmpty)
        let later = Moment.now.addingTimeInterval(6.5 * 86_400)
        _ = await ring(federation, now: later, known: known).verifyKey(keyID, of: domain)
        #expect(federation.journal.count == 1)
    }

    @Test("A request that was given up is made again for the next in line")
    func cancellation() async throws {
        let (domain, keyID) = (try domain.get(), try first.get())
        let body = try Fixture.bytes("documents/good.json")
        let federation = CannedFederation { (request) async throws(FederationRequestError) in
            do {
                try await Task.sleep(for: .milliseconds(50))
            } catch {
                throw .noDestination(request.destination, steps: [])
            }
            return HTTPResponse(status: 200, body: body)
        }
        let ring = ring(federation)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await withTaskGroup(of: Void.self) { inner in
                    inner.addTask { _ = await ring.verifyKey(keyID, of: domain) }
                    while federation.journal.isEmpty { await Task.yield() }
                    inner.cancelAll()
                }
            }
            while federation.journal.isEmpty { await Task.yield() }
            group.addTask {
                guard case .found = await ring.verifyKey(keyID, of: domain) else {
                    Issue.record("the second in line has no key")
                    return
                }
            }
        }
    }
}
