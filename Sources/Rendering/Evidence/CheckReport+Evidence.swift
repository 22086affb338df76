import Certificates
public import FederationChecks
import FederationCore
import ServerDiscovery

extension CheckReport {
    /// The raw answers that the report rests on, in a folder for the server: the report itself, the
    /// hops of the well-known document, and for each destination its certificates and its answers.
    ///
    /// The facts of destinations are there where the run kept them.
    ///
    /// - Parameter version: The version of fedctl that made the report.
    /// - Returns: The files, none of them twice, with paths below the folder of the evidence.
    public func evidenceFiles(version: String) -> [EvidenceFile] {
        let report = Array((json(version: version).prettyText + "\n").utf8)
        var files = [EvidenceFile([serverName, "report.json"], report)]
        for (index, hop) in (discovery?.wellKnown?.hops ?? []).enumerated() {
            let text = Array("GET \(hop.url)\n\n".utf8) + (hop.response?.wireText ?? [])
            files.append(EvidenceFile([serverName, "well-known-\(index + 1).http"], text))
        }
        for facts in facts {
            let folder = [serverName, facts.destination.description]
            if let chain = facts.sentChain, !chain.isEmpty {
                files.append(EvidenceFile(folder + ["chain.pem"], chain))
            }
            for (index, exchange) in facts.exchanges.enumerated() {
                let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
                let path = exchange.request.target.prefix { $0 != "?" }
                let last = path.split(separator: "/").last.map(String.init) ?? "root"
                files.append(
                    EvidenceFile(folder + ["\(number)-\(last).http"], exchange.wireText))
            }
        }
        return files
    }
}

extension ExchangeFacts {
    /// The request and the answer, or why there is none.
    fileprivate var wireText: [UInt8] {
        var lines = ["\(request.method) \(request.target) HTTP/1.1", "Host: \(request.hostHeader)"]
        lines += request.headers.map { "\($0.name): \($0.value)" }
        let asked = Array((lines.joined(separator: "\n") + "\n\n").utf8) + (request.body ?? [])
        switch outcome {
        case .success(let response): return asked + response.wireText
        case .failure(let error): return asked + Array("no answer: \(error)\n".utf8)
        }
    }
}

extension HTTPResponse {
    /// Status, headers and body.
    fileprivate var wireText: [UInt8] {
        let lines = ["\(version) \(status)"] + headers.map { "\($0.name): \($0.value)" }
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + body
    }
}

extension DestinationFacts {
    /// The certificates as the server sent them, in PEM; none where no handshake was completed.
    fileprivate var sentChain: [UInt8]? {
        // A certificate that cannot be written was never read either.
        chain?.flatMap { (try? $0.pem()) ?? [] }
    }
}
