import FederationChecks
import Glibc
import Rendering

/// The folder of `--evidence`.
struct EvidenceFolder {
    private let path: String

    /// Names the folder, which is made where it is not there.
    init(_ path: String) {
        self.path = path
    }

    /// Writes what `reports` rest on, and takes away what an earlier run wrote about the same servers.
    func write(_ reports: [CheckReport]) throws(CommandFailure) {
        for report in reports {
            let files = report.evidenceFiles(version: FedctlVersion.current)
            removeLeftovers(beside: Set(files.map(\.path)))
            for file in files {
                try OutputFile(path: "\(path)/\(file.path)").replaceMakingFolders(with: file.bytes)
            }
        }
    }

    /// Removes the answers that an earlier run left and this one does not write: nothing but files with
    /// names of ours, in folders that hold a report, and then the folders that are empty.
    private func removeLeftovers(beside wanted: Set<String>) {
        for server in Set(wanted.compactMap { $0.split(separator: "/").first.map(String.init) })
        where access("\(path)/\(server)/report.json", F_OK) == 0 {
            remove(wanted, from: server)
            for place in FolderNames.inside("\(path)/\(server)") ?? [] {
                remove(wanted, from: "\(server)/\(place)")
                // A folder that holds something stays, and so does a file.
                rmdir("\(path)/\(server)/\(place)")
            }
        }
    }

    private func remove(_ wanted: Set<String>, from folder: String) {
        for name in FolderNames.inside("\(path)/\(folder)") ?? []
        where name.hasSuffix(".http") || name == "chain.pem" {
            if !wanted.contains("\(folder)/\(name)") { unlink("\(path)/\(folder)/\(name)") }
        }
    }
}
