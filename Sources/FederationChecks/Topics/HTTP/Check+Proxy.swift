import Findings

extension Check {
    /// The checks of what stands before the homeserver.
    static let proxy: [Check] = [
        Check(
            id: "proxy.host",
            title: "the front end knows the Host that peers send",
            spec: .serverServer("resolving-server-names"),
            assertions: ["D26"], failureModes: ["F08"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no Host",
            probes: [.version, .otherHosts], page: .proxyHost, judge: .destination(judgeHost)),
        Check(
            id: "proxy.agents",
            title: "every user agent and method gets through",
            spec: .serverServer("api-standards"),
            assertions: [], failureModes: ["F10"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.version, .keyDocument, .routes, .otherAgents, .repetitions],
            page: .proxyAgents,
            judge: .destination(judgeAgents)),
        Check(
            id: "proxy.characters",
            title: "encoded characters in a path arrive as they were sent",
            spec: .serverServer("request-authentication"),
            assertions: [], failureModes: ["F28"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [
                .frontEnd, .characters, .charactersApart, .sigils, .encodedLetter, .encodedSlash,
            ],
            page: .proxyCharacters, judge: .destination(judgeCharacters)),
        Check(
            id: "proxy.query",
            title: "the query of a request arrives as it was sent",
            spec: .serverServer("request-authentication"),
            assertions: [], failureModes: [],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.openID], page: .proxyQuery, judge: .destination(judgeQuery)),
        Check(
            id: "proxy.body-size",
            title: "the front end takes transactions of full size",
            spec: .serverServer("transactions"),
            assertions: [], failureModes: ["F31"],
            kind: .passive, weight: .must, needs: ["tls.handshake"], lack: "no route",
            probes: [.frontEnd, .hugeBody, .bodySize, .smallerBodies], page: .proxyBodySize,
            judge: .destination(judgeBodySize)),
        Check(
            id: "proxy.http-versions",
            title: "HTTP/2, where it is offered, gets the answer of HTTP/1.1",
            spec: nil,
            assertions: [], failureModes: [],
            kind: .passive, weight: .should, needs: ["tls.handshake"], lack: "no route",
            probes: [.version, .secondHTTP], page: .proxyVersions,
            judge: .destination(judgeHTTPVersions)),
        Check(
            id: "proxy.port",
            title: "the homeserver is not behind another port than the one that peers use",
            spec: .serverServer("resolving-server-names"),
            assertions: [], failureModes: ["F69"],
            kind: .passive, weight: .should, needs: [], lack: "no port",
            probes: [.handshake, .standardPort], page: .proxyPort, judge: .destination(judgePort)),
    ]
}
