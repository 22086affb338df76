import ArgumentParser
import FederationCore
import Findings
import Rendering
import SigningKeys

/// `fedctl auth verify`: whether the signature of a captured request verifies, and if not, why.
struct AuthVerifyCommand: ExemplifiedCommand {
    static let example =
        "fedctl auth verify --method GET --target /_matrix/federation/v1/version "
        + "--destination example.org --header 'X-Matrix origin=…' --fetch"

    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Verify the signature of a captured request, and name the mistake.",
        usage: "fedctl auth verify [options]",
        discussion: """
            Where the signature does not verify, the usual mistakes are tried one by one and two by two: \
            what was signed in place of the request is named, with what to do about it.
            """)

    @OptionGroup var output: OutputOptions
    @OptionGroup var parts: RequestPartsOptions

    @Option(
        help: ArgumentHelp(
            "The value of the Authorization header, or '@' and a file that holds it.",
            valueName: "value"))
    var header: String

    @Option(
        help: ArgumentHelp("The value of the Host header that came.", valueName: "name"))
    var host: String?

    @OptionGroup var keys: VerifyKeyOptions
    @OptionGroup(title: "Network") var network: NetworkOptions

    func run() async throws {
        let context = CommandContext.current
        let ownName = try ArgumentText.serverName(parts.destination)
        let capture = RequestCapture(
            ReceivedRequest(
                method: parts.method, target: parts.target, body: try parts.bodyBytes()),
            authorization: try headerValue(), hostHeader: host, ownName: ownName)
        let ring = try keys.keyRing(network, context)
        let (found, isExpired) = try await Deadline.run(network.deadline) {
            await Self.keys(for: capture, in: ring)
        }
        if isExpired { throw CommandFailure.unreachable("the deadline came first") }
        let inspection = inspectRequest(
            capture, keys: found.keys, now: UTCTime(context.time.now).milliseconds)
        let report = RequestAuthReport(
            inspection, keyProblem: found.problem, remarks: remarks(on: inspection))
        try ReportPrinter(options: output, context: context).show(
            .init(
                text: { report.text(style: $0) }, lastLine: { report.lastLine },
                json: { report.json }))
        try context.finish(with: ExitStatus(ofVerdict: report.verdict))
    }

    /// The header, without the name that may stand before it.
    private func headerValue() throws(CommandFailure) -> String {
        var text = header
        if header.hasPrefix("@") {
            text = String(
                decoding: try InputFile(String(header.dropFirst())).bytes(), as: UTF8.self)
        }
        text = text.trimmed
        let name = "authorization:"
        guard text.lowercased().hasPrefix(name) else { return text }
        return String(text.dropFirst(name.count)).trimmed
    }

    /// What the reader can do, where that shows.
    private func remarks(on inspection: RequestInspection) -> [String] {
        if inspection.headerError != nil {
            return header.hasPrefix("@") || header.contains(" ")
                ? [] : ["--header @FILE reads the header from a file"]
        }
        if case .unknownKey(let origin, _, _)? = inspection.error {
            return [
                keys.fetch
                    ? "'fedctl keys fetch \(origin)' shows what is wrong; --ca FILE adds an authority"
                    : "--fetch asks \(origin) for it; --keys and --verify-key name it"
            ]
        }
        let hasBody = ["PUT", "POST"].contains(parts.method)
        return hasBody && parts.body == nil && inspection.error != nil
            ? ["a \(parts.method) usually has a body, which is signed too: --body gives it"] : []
    }

    /// The keys of everybody who may have signed, and why that of the header is not among them.
    private static func keys(
        for capture: RequestCapture, in ring: KeyRing
    ) async -> (keys: [RequestKey], problem: String?) {
        var problem: String?
        // What is no header names no key.
        if let header = try? XMatrixHeader(parsing: capture.authorization),
            case .unknown(let reason) = await ring.verifyKey(header.keyID, of: header.origin)
        {
            problem = reason
        }
        let known = await ring.knownKeys
        let all = known.all.map { name, key in
            var validity = KeyValidity.unlimited
            if case .found(_, let found)? = known.lookUp(key.keyID, of: name) { validity = found }
            return RequestKey(of: name, key, validity: validity)
        }
        return (all, problem)
    }
}
