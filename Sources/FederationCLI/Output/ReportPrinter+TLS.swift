import FederationChecks
import Rendering

extension ReportPrinter.Renderings {
    /// The renderings of what destinations show of TLS.
    init(of report: TLSReport) {
        self.init(
            text: { report.text(style: $0) }, lastLine: { report.lastLine },
            json: { report.json })
    }
}
