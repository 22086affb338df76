public import FederationCore
public import Findings
public import MatrixJSON
public import RoomEvents

/// Why a step of acting in a room failed.
public enum ParticipationFailure: Error, CustomStringConvertible {
    /// There is no such request.
    case cannotAsk(RequestBuildError)
    /// There was no answer.
    case noAnswer(FederationRequestError)
    /// The server refuses; with the version of the room where it told that.
    case refused(MatrixError, roomVersion: String?)
    /// The answer is no JSON.
    case notJSON(JSONSyntaxError)
    /// The answer is of another form: where in it, what was expected and what was there.
    case malformed(String)
    /// The answer has more of something than is looked at.
    case tooMany(String, count: Int, limit: Int)
    /// The room is of a version that nobody knows here.
    case unknownRoomVersion(RoomVersionError)
    /// The room is of a version that was not offered.
    case roomVersionNotOffered(RoomVersion)
    /// The room version does not have what was asked for, such as knocking.
    case notInRoomVersion(String, RoomVersion)
    /// What the server says cannot be gone on with; the findings that say why.
    case unusable([Finding])
    /// No event can be made of the template.
    case cannotBuild(EventBuildError)

    /// The failure in words.
    public var description: String {
        switch self {
        case .cannotAsk(let error): error.description
        case .noAnswer(let error): error.description
        case .refused(let error, let version):
            version.map { "\(error) (the room is of version '\($0)')" } ?? error.description
        case .notJSON(let error): "the answer is not JSON: \(error)"
        case .malformed(let words): "the answer is of another form: \(words)"
        case .tooMany(let what, let count, let limit):
            "the answer has \(count) \(what), and at most \(limit) are looked at"
        case .unknownRoomVersion(let error): error.description
        case .roomVersionNotOffered(let version):
            "the answer is for room version \(version), which was not offered"
        case .notInRoomVersion(let what, let version):
            "room version \(version) has no \(what)"
        case .unusable(let findings):
            findings.map { finding in
                "\(finding.check): \(finding.summary)" + (finding.got.map { " (\($0))" } ?? "")
            }.joined(separator: "; ")
        case .cannotBuild(let error): error.description
        }
    }

    /// What can be done about it.
    public var hint: String? {
        switch self {
        case .noAnswer(let error): error.hint
        case .unknownRoomVersion(let error): error.hint
        case .unusable(let findings): findings.lazy.compactMap(\.fix).first
        case .cannotAsk, .refused, .notJSON, .malformed, .tooMany, .roomVersionNotOffered,
            .notInRoomVersion, .cannotBuild:
            nil
        }
    }
}
