import ArgumentParser

/// The forms that a command has.
protocol OutputForm: ExpressibleByArgument, CaseIterable, Sendable {
    /// For people, which every command has.
    static var text: Self { get }
    /// One object, which every command has.
    static var json: Self { get }
    /// The form, among those of all commands.
    var format: OutputFormat { get }
    /// What `--quiet` does, as help says it.
    static var quietHelp: String { get }
}

extension OutputForm {
    /// Most commands print reports, which have a last line.
    static var quietHelp: String { "Print the last line only." }
}

extension OutputForm where Self: RawRepresentable<String> {
    /// The form, among those of all commands: the one of the same name.
    var format: OutputFormat { OutputFormat(rawValue: rawValue) ?? .text }
}
