import ArgumentParser
import FederationChecks
import Findings
import Rendering
import RoomState

/// `fedctl explain`: why a check matters, and how to mend what it found; or what an authorisation rule says.
struct ExplainCommand: ExemplifiedCommand {
    static let example = "fedctl explain tls.chain"

    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why a check matters, what usually breaks it, and how to mend that.",
        usage: "fedctl explain [options] [<check> | <rule> | <finding>]",
        discussion: """
            The authorisation rules of events have identifiers too, such as 'event.level'; \
            --auth-rules lists them; and so have the findings of 'send --craft' and 'auth styles', such as \
            'craft.hash-wrong'.
            """)

    @OptionGroup var output: OutputOptions

    @Flag(help: "List the authorisation rules of events.")
    var authRules = false

    @Argument(help: "A check, such as 'tls.chain', a rule or a finding; none lists all checks.")
    var check: String?

    func run() async throws {
        let printer = ReportPrinter(options: output, context: .current)
        if authRules {
            let table = AuthRuleTable()
            return try printer.show(
                .init(
                    text: { _ in table.text }, lastLine: { "\(AuthRule.all.count) rules" },
                    json: { table.json }))
        }
        guard let check else {
            let table = CheckTable()
            return try printer.show(
                .init(
                    text: { _ in table.text }, lastLine: { "\(Check.all.count) checks" },
                    json: { table.json }))
        }
        if let rule = AuthRule.named(check) {
            return try printer.show(
                .init(
                    text: { _ in rule.text }, lastLine: { "\(rule.id): \(rule.words)" },
                    json: { AuthRuleTable([rule]).json }))
        }
        if let page = SenderPage.named(check), !Check.all.contains(where: { $0.id.name == check }) {
            return try printer.show(
                .init(
                    text: { page.text(style: $0) }, lastLine: { page.lastLine },
                    json: { page.json }))
        }
        guard let row = Check.all.first(where: { $0.id == CheckID(check) }) else {
            let remark = Suggestion.remark(
                for: check,
                among: Check.all.map(\.id.name) + AuthRule.all.map(\.id) + SenderPage.identifiers)
            guard remark.isEmpty else {
                throw CommandFailure.usage("'\(check)' is no check, rule or finding\(remark)")
            }
            let topic = CheckID(check).topic
            let near = Check.all.filter { $0.topic == topic }.map(\.id.name)
            let names = near.isEmpty ? "" : "; there is \(near.joined(separator: ", "))"
            throw CommandFailure.usage("'\(check)' is no check, rule or finding\(names)")
        }
        try printer.show(
            .init(
                text: { row.text(style: $0) }, lastLine: { "\(row.id): \(row.title)" },
                json: { CheckTable([row]).json }))
    }
}
