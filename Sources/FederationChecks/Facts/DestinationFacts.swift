public import Certificates
public import FederationCore
import MatrixJSON
import SigningKeys

/// Everything that was gathered from one destination; the checks are functions over it.
public struct DestinationFacts: Sendable {
    /// Where it was gathered.
    public var destination: Destination
    /// The handshakes, by what they were made for.
    private var handshakes: [Probe: Gathered<Handshake>] = [:]
    /// The HTTP exchanges, by what they were made for.
    private var asked: GatheredExchanges
    /// The HTTP exchanges that were made, in the order in which they were.
    public private(set) var exchanges: [ExchangeFacts] = []

    /// What fedctl got as itself, where another user agent was let through; all the rest was asked as that one.
    private(set) var refusedAsItself: ExchangeFacts?
    /// What stands before the homeserver, as far as any answer showed it.
    private(set) var frontEnd: FrontEnd?
    /// Another destination of the same name whose certificate is right.
    var rightElsewhere: Destination?
    /// What stands before the homeserver at another address; none where this one showed it, or none did.
    var frontEndElsewhere: FrontEnd?
    /// The issuers that were fetched because the server did not send them; none where nobody did.
    var issuers: IssuerFetch?
    /// The key document, judged; none where no answer brought one, and before it was read.
    var keyReport: KeyDocumentReport?

    /// What came of a handshake.
    public typealias Handshake = Result<TLSProbeResult, TLSProbeError>

    /// Facts of which nothing is known yet.
    public init(destination: Destination, reason: String = "not asked for") {
        self.destination = destination
        asked = GatheredExchanges(reason: reason)
    }

    /// From now on, what was not asked for was not asked for this `reason`.
    mutating func giveUp(_ reason: String) {
        asked.reason = reason
    }

    /// Keeps what came of a handshake.
    mutating func record(_ handshake: Gathered<Handshake>, of probe: Probe) {
        handshakes[probe] = handshake
    }

    /// Keeps the exchanges of a probe; none at all where there was no need to ask.
    mutating func record(_ gathered: Gathered<[ExchangeFacts]>, of probe: Probe) {
        asked.record(gathered.withoutLimited(of: probe), of: probe)
        for exchange in gathered.value ?? [] {
            exchanges.append(exchange)
            guard let response = exchange.response, frontEnd == nil || frontEnd == .synapse else {
                continue
            }
            // What stands before the homeserver may have let its mark through.
            frontEnd = FrontEnd(recognisedIn: response) ?? frontEnd
        }
    }

    /// Puts the answer for another user agent in place of the one that fedctl itself got.
    mutating func replaceVersion(by exchange: ExchangeFacts) {
        refusedAsItself = self.exchange(of: .version).value
        exchanges = []
        frontEnd = nil
        record(.made([exchange]), of: .version)
        if let response = refusedAsItself?.response {
            frontEnd = frontEnd ?? FrontEnd(recognisedIn: response)
        }
    }

    /// What came of the handshake of `probe`.
    func handshake(of probe: Probe) -> Gathered<Handshake> {
        handshakes[probe] ?? .notMade(asked.reason)
    }

    /// The exchanges of `probe`, in the order in which they were made.
    func exchanges(of probe: Probe) -> Gathered<[ExchangeFacts]> {
        asked.exchanges(of: probe)
    }

    /// The first exchange of `probe`.
    func exchange(of probe: Probe) -> Gathered<ExchangeFacts> {
        asked.exchange(of: probe)
    }

    /// What came of the request of `exchange` when it was made again.
    func repetitions(of exchange: ExchangeFacts) -> [ExchangeFacts] {
        (exchanges(of: .repetitions).value ?? []).filter(exchange.isRepeated)
    }

    /// Why `probe` was not made; none where it was.
    func reasonMissing(_ probe: Probe) -> String? {
        handshakes[probe] == nil ? exchanges(of: probe).reason : handshake(of: probe).reason
    }
}

extension DestinationFacts {
    /// The exchanges that came to something only when they were made again.
    var shaky: [ExchangeFacts] { exchanges.filter { !$0.earlierTries.isEmpty && !$0.mayPass } }

    /// Whether the front end puts pages of its own in place of the homeserver's errors: what the homeserver has
    /// answers arrives, and of its errors none.
    var hidesErrors: Bool {
        guard exchange(of: .version).value?.response?.status == 200,
            exchange(of: .keyDocument).value?.response?.status == 200
        else { return false }
        let errors = exchanges.compactMap(\.response).filter {
            [401, 403, 404].contains($0.status)
        }
        return errors.count > 3 && errors.allSatisfy { $0.jsonObject?["errcode"] == nil }
    }

    /// The handshake.
    var handshake: Gathered<Handshake> { handshake(of: .handshake) }

    /// The certificates as the server sent them; none where no handshake was completed.
    public var chain: [CertificateFacts]? { completedHandshake?.chain }

    /// The completed handshake.
    var completedHandshake: TLSProbeResult? {
        if case .success(let result)? = handshake.value { result } else { nil }
    }

    /// Whether the destination gave any TLS or HTTP answer itself, and not another port of the same address; a
    /// peer that closes without a word gave none.
    var answered: Bool {
        switch handshake.value {
        case .success?: true
        case .failure(let error)?: error.phase == .plainHTTP || error.phase == .handshake
        case nil: false
        }
    }

    /// Who is to be told about `response`: who gave it, or where that is the homeserver or nobody
    /// known, what stands before it.
    func frontEnd(before response: HTTPResponse?) -> FrontEnd? {
        switch response.flatMap(FrontEnd.init(recognisedIn:)) {
        case nil, .synapse?: frontEnd
        case let own?: own
        }
    }
}
