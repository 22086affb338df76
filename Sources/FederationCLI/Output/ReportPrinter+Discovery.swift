import Rendering
import ServerDiscovery

extension ReportPrinter.Renderings {
    /// The renderings of where a server name leads.
    init(of result: DiscoveryResult) {
        self.init(
            text: { result.text(style: $0) }, lastLine: { result.lastLine },
            json: { result.json })
    }
}
