public import FederationCore
import Findings
import MatrixJSON

/// Everything that an event tells by itself, and which room versions it can be of.
public struct EventInspection: Sendable {
    /// The event as judged by the rules of its room version.
    public let report: EventReport
    /// How the room version was come by.
    public let versionSource: VersionSource
    /// What speaks against each room version that was tried, the oldest first: all of them, or the one that
    /// was given.
    public let fits: [VersionFit]

    /// How the room version was come by.
    public enum VersionSource: String, Sendable, Hashable {
        /// It was given.
        case given
        /// Only one fits, or the event names it.
        case found
        /// Several fit, or none does.
        case guessed
    }

    /// Whether an event fits a room version.
    public struct VersionFit: Sendable, Hashable {
        /// The room version.
        public let version: RoomVersion
        /// What speaks against it; empty where nothing does.
        public let problems: [String]

        /// Whether nothing speaks against it.
        public var fits: Bool { problems.isEmpty }
    }

    /// Reads an event, finds its room version where none is given, and judges it.
    ///
    /// - Parameters:
    ///   - bytes: The event as it came.
    ///   - given: Its room version, where it is known.
    ///   - eventID: The ID by which it is known.
    ///   - provider: Knows the keys.
    /// - Throws: `JSONSyntaxError` where the bytes are no JSON, and ``EventReport/NotAnEvent`` where they are no
    ///   object.
    public init(
        of bytes: [UInt8], version given: RoomVersion? = nil, knownAs eventID: EventID? = nil,
        keys provider: some VerifyKeyProviding
    ) async throws {
        var reports: [EventReport] = []
        for version in given.map({ [$0] }) ?? RoomVersion.all {
            reports.append(
                try await EventReport(judging: bytes, version: version, keys: provider))
        }
        let fits = reports.map { report in
            VersionFit(
                version: report.source.version, problems: report.problems(knownAs: eventID))
        }
        self.fits = fits
        guard given == nil else {
            (report, versionSource) = (reports[0], .given)
            return
        }
        let candidates = reports.indices.filter { fits[$0].fits }
        if let named = candidates.first(where: { reports[$0].isNamedByItself }) {
            (report, versionSource) = (reports[named], .found)
        } else if candidates.count == 1 {
            (report, versionSource) = (reports[candidates[0]], .found)
        } else {
            let fewest = fits.map(\.problems.count).min() ?? 0
            let last = reports.indices.last { fits[$0].problems.count == fewest } ?? 0
            (report, versionSource) = (reports[last], .guessed)
        }
    }
}

extension EventReport {
    /// What speaks against the room version that the event was judged by.
    fileprivate func problems(knownAs known: EventID?) -> [String] {
        var problems = violations.prefix(4).map(\.description)
        if let known, eventID != known {
            problems.append("the event ID would be \(eventID.map { "\($0)" } ?? "none")")
        }
        for row in signatures where row.verdict == .fail && row.keyName != nil {
            problems.append("\(row.entity) \(row.keyName ?? ""): \(row.summary)")
        }
        if namesOtherVersion { problems.append("the event names another room version") }
        return problems
    }

    /// The room version that a create event names; version 1 where it names none.
    private var namedVersion: String? {
        let root = source.document.root
        guard root["type"]?.string == "m.room.create", let content = root["content"] else {
            return nil
        }
        return content["room_version"]?.string ?? "1"
    }

    /// Whether the event is the create event of a room of this version.
    fileprivate var isNamedByItself: Bool { namedVersion == source.version.identifier }

    private var namesOtherVersion: Bool {
        namedVersion.map { $0 != source.version.identifier } ?? false
    }
}
