import FederationCore
import TestHomeserver
import Testing

/// A refusal that has exactly one cause: what is wrong with the own server, the peer, or what is between.
struct RefusalScene: Sendable, CustomTestStringConvertible {
    /// The cause; none where it is none of the usual ones.
    let cause: String?
    let title: String
    /// The name that the request is from.
    var origin = "stranger.test"
    /// What is wrong with the key document of the own server.
    var ownFault: String?
    /// Whether that is so no more when the request goes out, but was when the peer asked for it.
    var isOver = false
    /// Whether nothing listens where the own server should be.
    var isGone = false
    /// By how many seconds the clock of the peer is ahead.
    var peerIsAhead = 0.0
    /// What the front end of the peer does to requests.
    var frontEnd = PeerFrontEnd.Habit.none
    /// Whether the target goes out as no sender encodes it.
    var isTargetRaw = false
    /// Whether the peer goes by the name that it is delegated to.
    var isDelegated = false
    /// Whether another server answers where the peer should, with a certificate of the peer's name.
    var isOther = false
    /// Whether the peer does not know the authority that the certificate of the own server comes from.
    var isDistrusted = false
    /// Whether the own server is there for the client, and not for the peer.
    var isHidden = false
    /// The other causes that are found because this one is there.
    var consequences: [String] = []
    /// Whether the peer refuses one request for no reason at all.
    var refusesOnce = false

    var testDescription: String { "\(cause ?? "none"): \(title)" }

    init(_ cause: String?, _ title: String, change: (inout RefusalScene) -> Void) {
        self.cause = cause
        self.title = title
        change(&self)
    }

    static let all = [
        RefusalScene(nil, "the peer refuses once, for no reason") { $0.refusesOnce = true },
        RefusalScene("keys-unreachable", "the own server is down") { $0.isGone = true },
        RefusalScene("keys-refused", "the own server answers 404") { $0.ownFault = "status" },
        RefusalScene("name-case", "a name in upper case") { $0.origin = "Stranger.test" },
        RefusalScene("keys-invalid", "a document without a signature") {
            $0.ownFault = "key-unsigned"
        },
        RefusalScene("keys-invalid", "a document that is no longer valid") {
            $0.ownFault = "valid-until-past"
        },
        RefusalScene("key-old", "another key signs since an hour") { $0.ownFault = "key-rotated" },
        RefusalScene("key-other", "another key under the same ID") {
            $0.ownFault = "key-reused-id"
        },
        RefusalScene("key-not-listed", "the key under another ID") { $0.ownFault = "key-renamed" },
        RefusalScene("key-cached", "another key under the same ID, until just now") {
            $0.ownFault = "key-reused-id"
            $0.isOver = true
        },
        RefusalScene("clock", "a peer whose clock is two days ahead") {
            $0.peerIsAhead = 172_800
        },
        RefusalScene("header-removed", "a front end that keeps the header to itself") {
            $0.frontEnd = .removesAuthorization
        },
        RefusalScene("path-decoded", "a front end that decodes the path") {
            $0.frontEnd = .decodesPath
        },
        RefusalScene("path-encoded", "a front end that encodes the path") {
            $0.frontEnd = .encodesPath
            $0.isTargetRaw = true
        },
        RefusalScene("destination-missing", "a peer of the time before v1.3") {
            $0.frontEnd = .knowsNoDestination
        },
        RefusalScene("destination-delegated", "a peer that goes by the name of its host") {
            $0.isDelegated = true
        },
        RefusalScene("destination-other", "another server at the address of the peer") {
            $0.isOther = true
        },
        RefusalScene("keys-distrusted", "a peer that does not know the authority") {
            $0.isDistrusted = true
            $0.consequences = ["keys-unfetched"]
        },
        RefusalScene("keys-unfetched", "an own server that the peer does not reach") {
            $0.isHidden = true
        },
    ]
}
