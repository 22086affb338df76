import FederationCore
import Findings
import ServerDiscovery

/// The well-known document names the server that is expected.
func judgeExpectedDelegation(_ context: CheckContext) -> Judgement {
    guard let expected = context.expectations.delegation else { return .skip("nothing expected") }
    let found = context.discovery.delegatedName
    let command = ReproduceCommand.curl(
        host: context.serverName.hostText, target: "/.well-known/matrix/server", in: context)
    switch (expected, found) {
    case (.absent, nil):
        return .pass("no delegation, as expected")
    case (.absent, let found?):
        return .fail(
            "delegates to \(found), where no delegation is expected", expected: "no delegation",
            got: found.description,
            fix: "remove the well-known document, or expect \"m.server: \(found)\"",
            reproduce: command)
    case (.to(let name), nil):
        return .fail(
            "no delegation, where \(name) is expected", expected: name.description,
            got: "no delegation",
            fix: context.serverName.port == nil
                ? "serve {\"m.server\":\"\(name)\"}, or expect \"m.server: none\""
                : "expect \"m.server: none\", or check the name without its port: a name with a port "
                    + "is not delegated",
            reproduce: command)
    case (.to(let name), let found?):
        if name == found { return .pass("delegates to \(name), as expected") }
        return .fail(
            "delegates to \(found), where \(name) is expected", expected: name.description,
            got: found.description,
            fix: "serve {\"m.server\":\"\(name)\"}, or expect \"m.server: \(found)\"",
            reproduce: command)
    }
}

/// The name leads to the families of addresses that are expected.
func judgeExpectedAddresses(_ context: CheckContext) -> Judgement {
    let addresses = context.discovery.destinations.map(\.address)
    let families: [(name: String, record: String, expected: Bool?, found: [IPAddress])] = [
        ("IPv4", "A", context.expectations.ipv4, addresses.filter { $0.family == .v4 }),
        ("IPv6", "AAAA", context.expectations.ipv6, addresses.filter { $0.family == .v6 }),
    ]
    let asked = families.filter { $0.expected != nil }
    guard !asked.isEmpty else { return .skip("nothing expected") }
    for family in asked {
        if family.expected == true, family.found.isEmpty {
            return .fail(
                "no \(family.name) address, where one is expected",
                expected: "an \(family.name) address", got: "none",
                fix: "add an \(family.record) record, or expect none")
        }
        if family.expected == false, let first = family.found.first {
            return .fail(
                "the \(family.name) address \(first), where none is expected",
                expected: "no \(family.name) address", got: first.description,
                fix: "remove the \(family.record) record, or expect one")
        }
    }
    let words = asked.map { ($0.expected == true ? "" : "no ") + $0.name }
    return .pass("\(words.joined(separator: ", ")), as expected")
}
