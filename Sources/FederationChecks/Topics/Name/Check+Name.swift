import Findings

extension Check {
    /// The checks of the server name itself.
    static let name: [Check] = [
        Check(
            id: "name.grammar",
            title: "the server name is one",
            spec: .appendices("server-name"),
            assertions: ["D01", "D03", "D04", "D05"], failureModes: ["F68"],
            kind: .passive, weight: .must, needs: [], lack: "no server name",
            probes: [], page: .nameGrammar, judge: .name(judgeGrammar)),
        Check(
            id: "name.case",
            title: "the server name is in lower case",
            spec: .appendices("server-name"),
            assertions: ["D02"], failureModes: ["F68"],
            kind: .passive, weight: .should, needs: ["name.grammar"], lack: "no server name",
            probes: [], page: .nameCase, judge: .name(judgeCase)),
    ]

    /// The checks of the well-known document.
    static let wellKnown: [Check] = [
        Check(
            id: "well-known.reachable",
            title: "the well-known document is answered, if there is one",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D12", "D13", "D14", "D16"],
            failureModes: ["F03", "F05", "F15", "F21", "F22"],
            kind: .passive, weight: .should, needs: ["name.grammar"],
            lack: "no well-known document", probes: [.wellKnownHandshake],
            page: .wellKnownReachable, judge: .name(judgeWellKnown)),
        Check(
            id: "well-known.delegation",
            title: "the well-known document names a server",
            spec: .serverServer("getwell-knownmatrixserver"),
            assertions: ["D10", "D11", "D16"], failureModes: ["F04"],
            kind: .passive, weight: .must, needs: ["well-known.reachable"],
            lack: "no delegation", probes: [], page: .wellKnownDelegation,
            judge: .name(judgeDelegation)),
        Check(
            id: "well-known.type",
            title: "the well-known document is said to be JSON",
            spec: .serverServer("getwell-knownmatrixserver"),
            assertions: ["D09"], failureModes: ["F04"],
            kind: .passive, weight: .should, needs: ["well-known.delegation"],
            lack: "no delegation", probes: [], page: .wellKnownType,
            judge: .name(judgeWellKnownType)),
        Check(
            id: "well-known.lifetime",
            title: "the well-known document is kept for a sensible time",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D15"], failureModes: ["F14"],
            kind: .passive, weight: .should, needs: ["well-known.delegation"],
            lack: "no delegation", probes: [], page: .wellKnownLifetime,
            judge: .name(judgeLifetime)),
        Check(
            id: "well-known.redirects",
            title: "the way to the well-known document is short",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D12", "D13"], failureModes: ["F05"],
            kind: .passive, weight: .info, needs: ["well-known.reachable"],
            lack: "no well-known document", probes: [], page: .wellKnownRedirects,
            judge: .name(judgeRedirects)),
        Check(
            id: "well-known.addresses",
            title: "every address of the name gives the same well-known document",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D25"], failureModes: ["F03", "F06", "F14"],
            kind: .passive, weight: .info, needs: ["name.grammar"],
            lack: "no well-known document", probes: [.wellKnownAddresses],
            page: .wellKnownAddresses, judge: .name(judgeWellKnownAddresses)),
    ]

    /// The checks of what the domain name system says.
    static let dns: [Check] = [
        Check(
            id: "srv.lookup",
            title: "the SRV records, if there are any, can be used",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D19", "D21", "D22"], failureModes: ["F12", "F13"],
            kind: .passive, weight: .must, needs: ["name.grammar"], lack: "no SRV record",
            probes: [.authorities], page: .srvLookup, judge: .name(judgeServices)),
        Check(
            id: "srv.targets",
            title: "every target of the SRV records can be used",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D22"], failureModes: ["F12"],
            kind: .passive, weight: .must, needs: ["srv.lookup"], lack: "no usable SRV record",
            probes: [], page: .srvTargets, judge: .name(judgeTargets)),
        Check(
            id: "srv.agreement",
            title: "the deprecated SRV record says the same as the new one",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D18", "D20"], failureModes: ["F12"],
            kind: .passive, weight: .info, needs: ["name.grammar"], lack: "no SRV record",
            probes: [.unusedServices], page: .srvAgreement, judge: .name(judgeAgreement)),
        Check(
            id: "srv.unused",
            title: "no SRV record stands where nobody looks",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D23"], failureModes: ["F11", "F12"],
            kind: .passive, weight: .info, needs: ["name.grammar"], lack: "no SRV record",
            probes: [.unusedServices], page: .srvUnused, judge: .name(judgeUnusedServices)),
        Check(
            id: "dns.addresses",
            title: "the name leads to addresses",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D24"], failureModes: ["F06", "F13"],
            kind: .passive, weight: .must, needs: ["name.grammar"], lack: "no address",
            probes: [.authorities], page: .dnsAddresses, judge: .name(judgeAddresses)),
    ]
}
