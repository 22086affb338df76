import FederationChecks
import Rendering

extension [CheckReport] {
    /// The reports in a form that is for other programs, or for a page.
    func rendered(as format: DerivedFormat) -> String {
        switch format {
        case .junit: junit
        case .tap: tap
        case .github: githubAnnotations
        case .nagios: NagiosStatus(self).text
        case .prometheus: prometheus
        case .markdown: markdown
        case .html: CheckPage(self, version: FedctlVersion.current).html
        }
    }
}
