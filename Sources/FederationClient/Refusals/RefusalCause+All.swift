import FederationCore
import Findings
import FoundationEssentials
import SigningKeys

extension RefusalCause {
    /// Every cause, those that need fewest requests to a stranger first.
    public static let all = [
        keysDistrusted, keysUnreachable, keysRefused, nameInOtherCase, keysInvalid, keyOld,
        keyOther, keyNotListed,
        destinationOther, keyCached, clock, headerRemoved, pathDecoded, pathEncoded,
        destinationMissing, destinationDelegated, keysUnfetched,
    ]

    // MARK: - The keys that are published

    private static let keysDistrusted = RefusalCause(
        // A peer that has a key under this ID, be it another one, does not come for keys.
        "keys-distrusted",
        "the peer does not trust the certificate that the own keys are served with",
        fix:
            "give --tls-cert and --tls-key of an authority that the peer trusts, or --ca-dir with the "
            + "ca.pem and ca.key of one, or have the peer trust that ca.pem "
            + "(federation_custom_ca_list in Synapse)", yieldsTo: "key-cached"
    ) { refusal in
        guard let visits = refusal.visits else {
            return .untested("the own keys are not served by this command")
        }
        guard let failure = visits.failures.first else {
            return .ruledOut("nobody who came for the own keys broke off the handshake")
        }
        let count = visits.failureCount
        return .found(
            "who came for the own keys asked for nothing, \(count) \(count == 1 ? "time" : "times"): "
                + failure)
    }

    private static let keysUnreachable = RefusalCause(
        "keys-unreachable", "nobody can fetch the keys of the own server",
        fix: "let the own name lead to a server that hands out /_matrix/key/v2/server with a "
            + "certificate that others trust, such as that of --serve-key", yieldsTo: "key-cached"
    ) { refusal in
        guard case .unreachable(let reason) = refusal.ownKeys else {
            return .ruledOut("\(refusal.identity.serverName) answers when asked for its keys")
        }
        return .found(reason)
    }

    private static let keysRefused = RefusalCause(
        "keys-refused", "the own server does not hand out its keys",
        fix: "serve /_matrix/key/v2/server under the own name, without a password",
        yieldsTo: "key-cached"
    ) { refusal in
        switch refusal.ownKeys {
        case .unreachable: return .untested("\(refusal.identity.serverName) does not answer")
        case .document: return .ruledOut("\(refusal.identity.serverName) hands them out")
        case .refused(let status):
            return .found(
                "\(refusal.identity.serverName) answers \(status) when asked for its keys")
        }
    }

    private static let nameInOtherCase = published(
        "name-case", "the own name is not written as the own server writes it",
        fix: "give --as the name as server_name in the key document has it"
    ) { report, refusal in
        guard let name = report.serverName, name != refusal.identity.serverName else {
            return .ruledOut("server_name of the key document is \(refusal.identity.serverName)")
        }
        return .found(
            "the key document is of \(name), the request of \(refusal.identity.serverName)")
    }

    private static let keysInvalid = published(
        "keys-invalid", "the key document of the own server cannot be used",
        fix: "mend the key document: 'fedctl keys fetch' says what is wrong with it"
    ) { report, refusal in
        if let name = report.serverName, name != refusal.identity.serverName {
            return .untested("the key document is of \(name)")
        }
        if report.verified == nil {
            let reason = report.findings.first { $0.verdict == .fail }?.summary
            return .found(reason ?? "nothing vouches for the document")
        }
        let failure = report.findings.first { $0.verdict == .fail }
        return failure.map { .found($0.summary) } ?? .ruledOut("the key document verifies")
    }

    private static let keyOld = listed(
        "key-old", "the key is one of the old ones, which are good for events alone",
        fix: "sign with a key of verify_keys"
    ) { document, refusal in
        document.oldVerifyKeys.contains { $0.key.keyID == refusal.keyID }
            ? .found("\(refusal.keyID) is in old_verify_keys")
            : .ruledOut("\(refusal.keyID) is not in old_verify_keys")
    }

    private static let keyOther = listed(
        "key-other", "another key is published under the ID of the key",
        fix: "sign with the key that is published, or publish this one under a new ID"
    ) { document, refusal in
        guard let listed = document.verifyKeys.first(where: { $0.keyID == refusal.keyID }) else {
            return .untested("\(refusal.keyID) is not in verify_keys")
        }
        return listed == refusal.identity.key.publicKey
            ? .ruledOut("\(refusal.keyID) is published as \(listed.base64)")
            : .found(
                "\(refusal.keyID) is published as \(listed.base64), and the request is signed "
                    + "with \(refusal.identity.key.publicKey.base64)")
    }

    private static let keyNotListed = listed(
        "key-not-listed", "the key is not published", fix: "put the key in verify_keys"
    ) { document, refusal in
        let keys = document.verifyKeys.map(\.keyID)
        let old = document.oldVerifyKeys.map(\.key.keyID)
        if (keys + old).contains(refusal.keyID) {
            return .ruledOut("\(refusal.keyID) is published")
        }
        let names = keys.map(\.description).joined(separator: ", ")
        return .found("verify_keys has \(names.isEmpty ? "no key" : names), not \(refusal.keyID)")
    }

    /// A cause that the key document of the own server shows.
    private static func published(
        _ id: String, _ title: String, fix: String,
        test: @escaping @Sendable (KeyDocumentReport, RefusalCase) -> RefusalTest
    ) -> RefusalCause {
        RefusalCause(id, title, fix: fix) { refusal in
            guard case .document(let report) = refusal.ownKeys else {
                return .untested("there is no key document")
            }
            return test(report, refusal)
        }
    }

    /// A cause that the keys show which the key document of the own server lists.
    private static func listed(
        _ id: String, _ title: String, fix: String,
        test: @escaping @Sendable (KeyDocument, RefusalCase) -> RefusalTest
    ) -> RefusalCause {
        published(id, title, fix: fix) { report, refusal in
            guard let document = report.verified?.value else {
                return .untested("the key document does not verify")
            }
            return test(document, refusal)
        }
    }

    // MARK: - What the peer knows

    private static let destinationOther = RefusalCause(
        "destination-other", "the server at this address has another name",
        fix: "ask for it by its own name, or mend what leads there: well-known, SRV, --connect-to"
    ) { refusal in
        switch await refusal.ownNameOfPeer() {
        case .failure(let reason): return .untested("\(reason)")
        case .success(let name):
            let asked = "\(refusal.request.destination)"
            if name.utf8.elementsEqual(refusal.refused.destination.hostHeader.utf8) {
                return .ruledOut("its key document is of \(name), which the request led to")
            }
            return name.utf8.elementsEqual(asked.utf8)
                ? .ruledOut("its key document is of \(name)")
                : .found("its key document is of \(name), and the request is for \(asked)")
        }
    }

    private static let keyCached = RefusalCause(
        "key-cached", "the peer keeps another key under the same ID",
        fix: "publish the key under a new ID: a key that changes under its ID is refused for a day "
            + "or longer"
    ) { refusal in
        switch await refusal.keyKnownToPeer() {
        case .untold(let reason): return .untested(reason)
        case .none: return .ruledOut("the peer has no key \(refusal.keyID)")
        case .key(let text):
            let own = refusal.identity.key.publicKey
            // Padding and alphabet are not looked at.
            let bytes = try? UnpaddedBase64.decode(text)
            if bytes == own.bytes {
                return .ruledOut("the peer has \(refusal.keyID) as \(own.base64)")
            }
            if let published = refusal.publishedKey, bytes == published.bytes {
                return .ruledOut("the peer has \(refusal.keyID) as it is published")
            }
            return .found("the peer has \(refusal.keyID) as \(text), and it is \(own.base64)")
        }
    }

    /// The last: a peer that is no good notary may still know the key.
    private static let keysUnfetched = RefusalCause(
        "keys-unfetched", "the peer cannot get the keys of the own server",
        fix:
            "have the own name lead somewhere from where the peer is, and serve the keys with a certificate that "
            + "the peer trusts"
    ) { refusal in
        guard refusal.publishedKey != nil else {
            return .untested("the key is not in a key document that verifies")
        }
        switch await refusal.keyKnownToPeer() {
        case .untold(let reason): return .untested(reason)
        case .key: return .ruledOut("the peer has a key \(refusal.keyID)")
        case .none:
            return .found(
                "the peer has no key \(refusal.keyID), and \(refusal.identity.serverName) hands it out here"
            )
        }
    }

    private static let clock = RefusalCause(
        "clock", "the clocks of the two sides differ",
        fix: "set the clocks by NTP: a key is only good until valid_until_ts"
    ) { refusal in
        let text = refusal.refused.response.headers.firstValue(of: "Date")
        guard let date = text.flatMap({ HTTPDate.parse($0) }) else {
            return .untested("the answer has no Date")
        }
        let seconds = Int(refusal.arrival.timeIntervalSince(date).rounded())
        let words =
            "the answer was made \(abs(seconds)) s \(seconds < 0 ? "ahead of" : "behind") "
            + "the own clock"
        return abs(seconds) > 300 ? .found(words) : .ruledOut(words)
    }

    // MARK: - The same request, signed in another way

    private static let headerRemoved = RefusalCause(
        "header-removed", "the Authorization header does not arrive",
        fix: "have the front end of the peer pass the Authorization header on"
    ) { refusal in
        if let reason = refusal.reasonNotToRepeat { return .untested(reason) }
        let answer = await refusal.answer(authorization: nil)
        guard case .answered(let response) = answer else { return .untested(answer.words) }
        let isSame =
            response.status == refusal.refused.response.status
            && response.body == refusal.refused.response.body
        return isSame
            ? .found("without a signature the answer is the same: \(answer.words)")
            : .ruledOut("without a signature the answer is another one: \(answer.words)")
    }

    private static let pathDecoded = again(
        "path-decoded", "the front end of the peer decodes the path",
        fix: "have the front end of the peer pass the request target on unchanged"
    ) { object, _ in object.uri = PercentEncoding.decode(object.uri) }

    private static let pathEncoded = again(
        "path-encoded", "the front end of the peer encodes the path",
        fix: "have the front end of the peer pass the request target on unchanged"
    ) { object, _ in
        let parts = object.uri.split(separator: "?", maxSplits: 1)
        let path = (parts.first ?? "").split(separator: "/", omittingEmptySubsequences: false)
            .map { PercentEncoding.encode(PercentEncoding.decode($0)) }
            .joined(separator: "/")
        object.uri = parts.count == 2 ? "\(path)?\(parts[1])" : path
    }

    private static let destinationMissing = again(
        "destination-missing", "the peer does not know 'destination', which came with v1.3",
        fix: "bring the software of the peer up to date"
    ) { object, _ in object.destination = nil }

    private static let destinationDelegated = again(
        "destination-delegated", "the peer takes the name that it is delegated to for its own",
        fix: "set the server name of the peer to the part of its IDs behind the colon"
    ) { object, refusal in object.destination = refusal.refused.destination.hostHeader }

    /// A cause that shows where the request is taken when it is signed in another way.
    private static func again(
        _ id: String, _ title: String, fix: String,
        change: @escaping @Sendable (inout RequestObject, RefusalCase) -> Void
    ) -> RefusalCause {
        RefusalCause(id, title, fix: fix) { refusal in
            if let reason = refusal.reasonNotToRepeat { return .untested(reason) }
            let right: RequestObject
            do {
                right = try refusal.signedObject()
            } catch {
                return .untested("the body is no JSON: \(error)")
            }
            var object = right
            change(&object, refusal)
            guard object != right else {
                return .ruledOut("that would make no difference to this request")
            }
            let answer = await refusal.answer(signing: object)
            guard let status = answer.status else { return .untested(answer.words) }
            return status == 401 || status == 400
                ? .ruledOut("signed so, it is refused too: \(answer.words)")
                : .found("signed so, it is taken: \(answer.words)")
        }
    }
}
