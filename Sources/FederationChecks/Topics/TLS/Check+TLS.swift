import Findings

extension Check {
    /// The checks of the connection and the handshake.
    static let tls: [Check] = [
        Check(
            id: "tcp.connect",
            title: "something listens at the address and port",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D25"], failureModes: ["F01", "F06", "F09"],
            kind: .passive, weight: .must, needs: [], lack: "no connection",
            probes: [.handshake], page: .tcpConnect, judge: .destination(judgeConnect)),
        Check(
            id: "tls.handshake",
            title: "the port speaks TLS",
            spec: .serverServer("tls"),
            assertions: ["T01"], failureModes: ["F23", "F26"],
            kind: .passive, weight: .must, needs: ["tcp.connect"], lack: "no TLS handshake",
            probes: [.handshake], page: .tlsHandshake, judge: .destination(judgeHandshake)),
        Check(
            id: "tls.version",
            title: "TLS 1.2 and 1.3 are both accepted",
            spec: nil,
            assertions: [], failureModes: ["F23"],
            kind: .passive, weight: .info, needs: ["tls.handshake"], lack: "no TLS version",
            probes: [.handshake, .olderHandshake], page: .tlsVersion,
            judge: .destination(judgeTLSVersion)),
        Check(
            id: "tls.chain",
            title: "the certificate leads to a trusted authority",
            spec: .serverServer("tls"),
            assertions: ["T02", "T07", "T10", "D14"],
            failureModes: ["F20", "F22", "F24", "F25"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no trusted chain",
            probes: [.handshake], page: .tlsChain, judge: .destination(judgeChain)),
        Check(
            id: "tls.name",
            title: "the certificate is for the name that peers expect",
            spec: .serverServer("resolving-server-names"),
            assertions: ["T03", "T04", "T06", "T08"], failureModes: ["F07", "F22"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no matching name",
            probes: [.handshake], page: .tlsName, judge: .destination(judgeCertificateName)),
        Check(
            id: "tls.expiry",
            title: "every certificate is within its dates, for some time to come",
            spec: .serverServer("tls"),
            assertions: ["T05"], failureModes: ["F21"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no valid certificate",
            probes: [.handshake], page: .tlsExpiry, judge: .destination(judgeExpiry)),
        Check(
            id: "tls.transparency",
            title: "the certificate is in the logs of certificate transparency",
            spec: .serverServer("tls"),
            assertions: ["T09"], failureModes: [],
            kind: .passive, weight: .should, needs: ["tls.handshake"], lack: "no timestamps",
            probes: [.handshake], page: .tlsTransparency, judge: .destination(judgeTransparency)),
    ]
}
