import FederationCore
import Findings
import SigningKeys

extension Remedy {
    static let answerAsNotary = Remedy(
        "The homeserver does not answer as a notary",
        "forward /_matrix/key/v2/query, by GET and by POST, to the homeserver, as /_matrix/key/v2/server is; "
            + "where it is no notary, nothing is lost but this")

    static let signAsNotary = Remedy(
        "The homeserver signs as a notary with another key than the one that it publishes",
        "restart the homeserver after a change of its key, and let every worker that answers "
            + "/_matrix/key/v2/query have the key file of the others; if the newest release does it too, "
            + "tell its authors")

    static let keepDocuments = Remedy(
        "The homeserver changes what it hands on as a notary",
        "let nothing before the homeserver change or cache what /_matrix/key/ answers; if the newest release "
            + "of the homeserver changes documents that it hands on, tell its authors")

    /// What to do where the homeserver itself does not do as a notary has to, by the row called `id`.
    static func ofOwnNotary(_ id: CheckID) -> Remedy {
        switch id {
        case "notary.answer": answerAsNotary
        case "notary.signature": signAsNotary
        case "notary.origin": keepDocuments
        default: tellAuthors
        }
    }
}

extension NotaryRole {
    /// What the owner of the homeserver is to do, where the finding called `id` says no.
    func fix(_ id: CheckID, _ context: CheckContext) -> String {
        let remedy = Remedy.ofOwnNotary(id)
        guard id == "notary.answer" else { return remedy.general }
        let path = "/_matrix/key/v2/query"
        for answer in view.answers {
            switch answer.outcome {
            case .none:
                return
                    "see the log of the homeserver for \(path), and the time limits of the front end"
            case .malformed:
                return "see what answers \(path): " + Remedy.tellAuthors.general
            case .refused(let error) where error.errcode == nil:
                return fix(ofStatus: error.status, context)
            case .refused(let error) where error.status >= 500:
                return "see the log of the homeserver for \(path)"
            case .refused, .documents: continue
            }
        }
        return remedy.general
    }

    private func fix(ofStatus status: Int, _ context: CheckContext) -> String {
        let asked = context.destinations.first { $0.destination == destination }
        let frontEnd = asked?.frontEnd
        switch status {
        case 401: return Remedy.dropAuthentication.fix(for: frontEnd)
        case 403: return Remedy.liftFilter.fix(for: frontEnd)
        case 502: return Remedy.startHomeserver.fix(for: frontEnd)
        case 503: return Remedy.endUnavailability.fix(for: frontEnd)
        case 504: return Remedy.awaitHomeserver.fix(for: frontEnd)
        default:
            return
                "forward all of /_matrix/key/ to the homeserver, not only /_matrix/key/v2/server: "
                + Remedy.routePath.fix(for: frontEnd)
        }
    }
}
