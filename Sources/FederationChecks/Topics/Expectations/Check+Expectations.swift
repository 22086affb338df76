import Findings

extension Check {
    /// The checks of what the user expects; they are reported where something is expected.
    static let expectations: [Check] = [
        Check(
            id: "expected.delegation",
            title: "the well-known document names the server that is expected",
            spec: .serverServer("getwell-knownmatrixserver"),
            assertions: [], failureModes: ["F03", "F14"],
            kind: .passive, weight: .info, needs: ["name.grammar"], lack: "another delegation",
            probes: [], page: .expectedDelegation, judge: .name(judgeExpectedDelegation)),
        Check(
            id: "expected.addresses",
            title: "the name leads to the families of addresses that are expected",
            spec: .serverServer("resolving-server-names"),
            assertions: [], failureModes: ["F06"],
            kind: .passive, weight: .info, needs: ["name.grammar"], lack: "other addresses",
            probes: [], page: .expectedAddresses, judge: .name(judgeExpectedAddresses)),
    ]
}
