import FederationCore
import FoundationEssentials
import Rendering
import SigningKeys

extension ReportPrinter.Renderings {
    /// The renderings of a listing of keys.
    init(of listing: KeyListing) {
        self.init(
            text: { _ in listing.text },
            lastLine: { listing.keys.first.map { "\($0.keyID)" } ?? "" },
            json: { listing.json })
    }

    /// The renderings of a judged key document.
    init(of report: KeyDocumentReport, now: Date) {
        self.init(
            text: { report.text(now: now, style: $0) },
            lastLine: { report.lastLine },
            json: { report.json })
    }

    /// The renderings of what notaries have.
    init(of report: NotaryReport) {
        self.init(
            text: { report.text(style: $0) }, lastLine: { report.lastLine },
            json: { report.json })
    }
}
