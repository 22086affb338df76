extension HelpDump.Command {
    /// What is wrong with a call, whose first word is `fedctl`; a `partial` one, as in prose, need not have all
    /// that is required.
    func problems(of words: [String], partial: Bool = false) -> [String] {
        let named = all.filter { words.starts(with: $0.path) }
            .max { $0.path.count < $1.path.count }
        guard let named else { return ["no call: \(words)"] }
        return named.ownProblems(words.dropFirst(named.path.count), partial)
            .map { "\(words.joined(separator: " ")): \($0)" }
    }

    private func ownProblems(_ words: ArraySlice<String>, _ partial: Bool) -> [String] {
        var problems: [String] = []
        var given: Set<String> = []
        var positionals = 0
        var words = words
        while let word = words.popFirst() {
            if word == "--" {
                positionals += words.count
                break
            }
            guard word.hasPrefix("-"), word.count > 1 else {
                positionals += 1
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard let argument = argument(parts[0]) else {
                problems.append("there is no \(parts[0])")
                continue
            }
            given.insert(parts[0])
            guard argument.kind == "option" else {
                if parts.count > 1 { problems.append("\(parts[0]) takes no value") }
                continue
            }
            guard let value = parts.count > 1 ? parts[1] : words.popFirst(),
                value == "-" || !value.hasPrefix("-")
            else {
                problems.append("\(parts[0]) has no value")
                continue
            }
            if let values = argument.allValues, !values.contains(value) {
                problems.append("\(parts[0]) is none of \(values)")
            }
        }
        if given.contains("--help") || given.contains("--version") { return problems }
        let isGroup = subcommands?.contains { $0.commandName != "help" } == true
        if isGroup, positionals > 0 { problems.append("there is no such command below") }
        let taken = (arguments ?? []).filter { $0.kind == "positional" }
        if !isGroup, !taken.contains(where: { $0.isRepeating == true }), positionals > taken.count {
            problems.append("\(positionals) words where \(taken.count) are taken")
        }
        if partial { return problems }
        if positionals < taken.count(where: { $0.isOptional == false }) {
            problems.append("words are missing")
        }
        for argument in arguments ?? [] where argument.kind == "option" {
            guard argument.isOptional == false, let name = argument.names?.first?.name,
                !given.contains("--\(name)")
            else { continue }
            problems.append("--\(name) is missing")
        }
        return problems
    }

    /// The option or flag of that name, which stands with its dashes.
    private func argument(_ word: String) -> HelpDump.Argument? {
        arguments?.first { argument in
            argument.names?.contains {
                word == ($0.kind == "short" ? "-" : "--") + $0.name
            } == true
        }
    }
}
