import FederationCore
import Findings
import ServerDiscovery
import SigningKeys

/// The homeserver is the one of this name; where it is of another one, that is resolved and judged too.
func judgeServedName(_ context: CheckContext) -> Judgement {
    let reports = context.destinations.compactMap(\.keyReport)
    guard !reports.isEmpty else { return .skip("no key document") }
    guard let served = context.about.servedName.value else {
        if context.about.servedName.reason == FactGatherer.deadline {
            return .skip(FactGatherer.deadline)
        }
        guard reports.allSatisfy({ $0.serverName == context.serverName }) else {
            return .skip("the key document names no server")
        }
        return .pass("\(context.serverName)")
    }
    let name = context.serverName
    let other = served.name
    let places = served.discovery.destinations.map(\.description)
    var evidence = [
        Evidence("served_name", .text(other.description)),
        Evidence("step", .text(served.discovery.specStep)),
        Evidence("destinations", .list(places)),
    ]
    if let report = served.published.report {
        evidence.append(Evidence("verdict", .text(report.verdict.rawValue)))
    }
    let command = context.destinations.first { $0.keyReport?.serverName == other }
        .flatMap { facts in
            facts.exchange(of: .keyDocument).value.map {
                ReproduceCommand.curl($0, at: facts.destination, in: context)
            }
        }
    if other.description.lowercased() == name.description.lowercased() {
        return .fail(
            "the homeserver is called '\(other)', not '\(name)': to peers these are two servers",
            expected: name.description, got: other.description,
            fix: "check '\(other)'; where user IDs have capitals, it is too late to change them",
            reproduce: command, evidence: evidence)
    }
    return .fail(
        "this host serves the name '\(other)', not '\(name)': \(words(for: served))",
        expected: name.description, got: other.description,
        fix: "nothing is wrong with the host where user IDs end in ':\(other)': check that name "
            + "(fedctl check \(other)); where they should end in ':\(name)', server_name was wrong from the "
            + "first start, and cannot be changed later",
        reproduce: command, evidence: evidence)
}

/// What the other name comes to.
private func words(for served: ServedName) -> String {
    let name = served.name
    guard !served.discovery.destinations.isEmpty else {
        return "\(name) leads nowhere ("
            + (served.discovery.failure?.description ?? "no address").bounded + ")"
    }
    let place = served.discovery.destinations[0]
    guard let report = served.published.report else {
        let reason = served.published.problem ?? "no key document"
        return "\(name) leads to \(place), and \(reason.bounded)"
    }
    guard report.verified != nil else {
        return "\(name) leads to \(place), whose key document peers refuse"
    }
    return "\(name) leads to \(place), and its key document is good"
}

/// The key file is the one whose keys are published.
func judgeKeyFile(_ context: CheckContext) -> Judgement {
    guard !context.ownKeys.isEmpty else { return .skip("--key names no file") }
    guard let facts = context.destinations.first(where: { $0.keyReport != nil }),
        let report = facts.keyReport
    else { return .skip("no key document") }
    let command = facts.exchange(of: .keyDocument).value.map {
        ReproduceCommand.curl($0, at: facts.destination, in: context)
    }
    if let finding = report.findings.first(where: {
        $0.check == "keys.secret" && $0.verdict == .fail
    }) {
        return .fail(
            "\(finding.summary): the secret of the key file is public",
            expected: "public keys", got: "a secret",
            fix: "make a new key with a new key ID now; anybody can speak for the server with this "
                + "one", reproduce: command)
    }
    for key in context.ownKeys {
        let name = key.keyID.description
        let own = key.publicKey.base64
        guard let row = report.rows.first(where: { $0.keyID.utf8.elementsEqual(name.utf8) }) else {
            return .fail(
                "\(name) of the key file is not published",
                expected: "\(name) = \(own)", got: "no such key",
                fix: "let the homeserver use this key file (Synapse: signing_key_path), or name "
                    + "the file that it uses", reproduce: command)
        }
        let published = row.publicKey ?? "nothing"
        guard (try? UnpaddedBase64.decode(published)) == (try? UnpaddedBase64.decode(own)) else {
            return .fail(
                "\(name) is published with another key than the one of the key file",
                expected: own, got: published.bounded,
                fix: "restore the key file that peers know, or give the new key an ID of its own "
                    + "and list the former one in old_verify_keys: a key ID is never reused",
                reproduce: command)
        }
    }
    let names = context.ownKeys.map(\.keyID.description).joined(separator: ", ")
    let current = Set(report.rows.filter { $0.state == .current }.map { Array($0.keyID.utf8) })
    guard context.ownKeys.contains(where: { current.contains(Array($0.keyID.description.utf8)) })
    else {
        return .warn(
            "\(names) of the key file is published as a former key only",
            expected: "an entry in verify_keys", got: "an entry in old_verify_keys",
            fix: "let the homeserver use this key file (Synapse: signing_key_path), or name the "
                + "file that it uses", reproduce: command)
    }
    return .pass("\(names) of the key file is what is published")
}
