import FederationCLI

/// The door of the executable: everything behind it is in `FederationCLI`.
@main
struct EntryPoint {
    static func main() async {
        await FedctlCommand.start()
    }
}
