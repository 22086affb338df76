import FederationChecks
import Rendering

/// The folder of `--evidence`.
struct EvidenceFolder {
    private let path: String

    /// Names the folder, which is made where it is not there.
    init(_ path: String) {
        self.path = path
    }

    /// Writes what `reports` rest on.
    func write(_ reports: [CheckReport]) throws(CommandFailure) {
        for report in reports {
            for file in report.evidenceFiles(version: FedctlVersion.current) {
                try OutputFile(path: "\(path)/\(file.path)").replaceMakingFolders(with: file.bytes)
            }
        }
    }
}
