import Foundation
import Testing

@Suite("Manual pages and README")
struct ManualTests {
    @Test("Every command has a page, and every page a command")
    func everyCommandHasAPage() throws {
        let commands = try HelpDump.load().all
        let pages = Set(Project.files(in: "man", endingIn: [".1"]))
        let expected = Set(commands.map { "man/\($0.path.joined(separator: "-")).1" })
        #expect(expected.subtracting(pages) == [], "commands without a page")
        #expect(pages.subtracting(expected) == [], "pages without a command")
    }

    @Test("Every option of a command is on its page, and every option of a page exists")
    func optionsAgree() throws {
        for command in try HelpDump.load().all {
            let path = "man/\(command.path.joined(separator: "-")).1"
            let page = try Project.text(path)
            let documented = Self.optionsInManual(page)
            let own = Set(command.options).subtracting(["help", "version"])
            if command.subcommands?.isEmpty != false {
                #expect(own.subtracting(documented) == [], "\(path) lacks")
            }
            #expect(documented.subtracting(own).subtracting(Self.global) == [], "\(path) invents")
        }
    }

    @Test("Every page has the sections that a reader looks for")
    func sections() throws {
        for path in Project.files(in: "man", endingIn: [".1"]) {
            let page = try Project.text(path)
            for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "EXAMPLES"] {
                #expect(page.contains(".Sh \(section)\n"), "\(path) lacks \(section)")
            }
        }
    }

    @Test("Every fedctl command line and option of the README exists")
    func readmeCommandsExist() throws {
        let fedctl = try HelpDump.load()
        let commands = fedctl.all
        let readme = try Project.text("README.md")
        let lines = readme.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        var count = 0
        for line in lines where line.hasPrefix("$ fedctl ") || line.hasPrefix("fedctl ") {
            let words = line.split(separator: " ").map(String.init)
            let start = words[0] == "$" ? 1 : 0
            let rest = Array(words[start...])
            let command = try #require(
                commands.filter { rest.starts(with: $0.path) }.max { $0.path.count < $1.path.count }
            )
            for word in rest where word.hasPrefix("--") && word.count > 2 {
                let option = String(
                    word.dropFirst(2).prefix { $0.isLetter || $0.isNumber || $0 == "-" })
                #expect(
                    command.options.contains(option) || Self.global.contains(option),
                    "README: --\(option) of \(command.path.joined(separator: " "))")
            }
            if words[0] == "$" {
                let calls = ShellLine.calls(in: line)
                #expect(!calls.isEmpty && calls.flatMap { fedctl.problems(of: $0) } == [])
            }
            if rest.count > 1 && !rest[1].hasPrefix("-") && !rest[1].hasPrefix("<") {
                #expect(command.path.count > 1, "README: \(line)")
            }
            count += 1
        }
        #expect(count >= 8)
    }

    @Test("The reader of pages finds options")
    func readsOptions() {
        #expect(Self.optionsInManual(".It Fl -ca Ar file\n.Op Fl -no-color") == ["ca", "no-color"])
    }

    /// What every command line takes.
    static let global: Set = [
        "help", "version", "generate-completion-script", "experimental-dump-help",
    ]

    private static func optionsInManual(_ page: String) -> Set<String> {
        var options: Set<String> = []
        for line in page.split(separator: "\n") where line.hasPrefix(".") {
            let words = line.split(separator: " ")
            for (index, word) in words.enumerated() where word == "Fl" && index + 1 < words.count {
                let name = words[index + 1]
                guard name.hasPrefix("-"), name.count > 1 else { continue }
                options.insert(String(name.dropFirst()))
            }
        }
        return options
    }
}
