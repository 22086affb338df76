import ArgumentParser

/// A command whose help opens with an example that works.
protocol ExemplifiedCommand: AsyncParsableCommand {
    /// One command line, as a user would type it.
    static var example: String { get }
}
