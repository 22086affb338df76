import FederationCore
import Findings

/// The server name is one.
func judgeGrammar(_ context: CheckContext) -> Judgement {
    let name = context.serverName
    let port = name.port
    if port == 0 {
        return .fail(
            "port 0 cannot be connected to", expected: "a port from 1 to 65535", got: "0",
            fix: "leave the port out, or name the one that the homeserver listens on")
    }
    switch name.host {
    case .address(let address):
        let family = address.family == .v4 ? "IPv4" : "IPv6"
        return .pass("an \(family) address \(portWords(port))")
    case .name(let host):
        if name.description.utf8.count > 230 {
            return .warn(
                "\(name.description.utf8.count) bytes leave little room in user IDs",
                expected: "at most 230 bytes", got: "\(name.description.utf8.count) bytes",
                fix: "choose a shorter name before the first user is there; it cannot change later")
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        if let label = labels.first(where: { !isHostLabel($0) }) {
            return .warn(
                "the part '\(label)' is not what host names are made of",
                expected: "letters, digits and hyphens, a hyphen neither first nor last",
                got: "'\(label)'", fix: "choose a name that every resolver accepts")
        }
        for label in labels {
            guard let problem = InternationalLabel(text: label).problem else { continue }
            return .warn(
                "the part '\(label)': \(problem)", expected: "a name that IDNA 2008 allows",
                got: "'\(label)'",
                fix:
                    "choose a name that every registry and resolver accepts; browsers and libraries "
                    + "refuse such names, or change them")
        }
        return .pass("a host name \(portWords(port))")
    }
}

private func portWords(_ port: UInt16?) -> String {
    port.map { "with port \($0)" } ?? "without a port"
}

private func isHostLabel(_ label: Substring) -> Bool {
    !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
}

/// The finding about a text that is no server name.
func judgeUnparsable(_ text: String, _ error: ServerNameError) -> Judgement {
    .fail(
        error.description, expected: "host, host:port, an IPv4 address or an [IPv6 address]",
        got: text,
        fix: ServerNameError.hint(for: text)
            ?? "check the part of a user ID after its first colon, without scheme and path")
}

/// The server name is in lower case.
func judgeCase(_ context: CheckContext) -> Judgement {
    let text = context.serverName.description
    guard text.utf8.contains(where: { (65...90).contains($0) }) else {
        return .pass("lower case")
    }
    return .warn(
        "capital letters: '\(text)' and '\(text.lowercased())' are different servers to some peers",
        expected: text.lowercased(), got: text,
        fix: "check '\(text.lowercased())'; if user IDs really have capitals, it is too late")
}
