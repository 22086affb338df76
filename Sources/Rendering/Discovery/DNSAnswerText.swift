import FederationCore
import ServerDiscovery

/// An answer of the domain name system in words.
struct DNSAnswerText {
    private let answer: DNSAnswer

    /// The most records of one answer that are shown.
    static let maximumRecords = 40

    init(_ answer: DNSAnswer) {
        self.answer = answer
    }

    /// An answer about services: the only record, or how many there are, and who said so.
    var services: String {
        guard answer.outcome == .found else { return failure(isLong: true) }
        let records = recordTexts
        let text = records.count == 1 ? records[0] : "\(records.count) records"
        return "\(text) (\(remarks([timeToLive, origin])))"
    }

    /// Each service, where there are several.
    var furtherServices: [String] {
        let records = recordTexts
        guard records.count > 1 else { return [] }
        return records.prefix(Self.maximumRecords)
            + (records.count > Self.maximumRecords
                ? ["and \(records.count - Self.maximumRecords) more"] : [])
    }

    /// An answer about addresses: all of them, and how long they hold.
    var addresses: String {
        guard answer.outcome == .found else { return failure(isLong: !answer.outcome.isAbsence) }
        let records = recordTexts
        var text = records.prefix(Self.maximumRecords).joined(separator: ", ")
        if records.count > Self.maximumRecords {
            text += " and \(records.count - Self.maximumRecords) more"
        }
        let end = answer.aliases.last.map { "by the alias \($0.escapedForTerminal)" }
        let remarks = remarks([end, timeToLive, answer.source == "/etc/hosts" ? origin : nil])
        return remarks.isEmpty ? text : "\(text) (\(remarks))"
    }

    /// Why there is no address, and who said so.
    var refusal: String { failure(isLong: true) }

    /// Why there is no record, with the code that DNS has for it, and who said so where `isLong`.
    private func failure(isLong: Bool) -> String {
        let isAddress = answer.question.type != .srv
        let words =
            answer.outcome == .noData && isAddress
            ? "no address" : answer.outcome.description.escapedForTerminal
        guard let code = answer.outcome.code, answer.outcome != .timedOut else {
            return isLong ? "\(words) (\(origin))" : words
        }
        return isLong ? "\(words) (\(code) \(origin))" : "\(words) (\(code))"
    }

    private var recordTexts: [String] {
        answer.records.map { record in
            switch record.data {
            case .address(let address): address.description
            case .alias(let name), .nameServer(let name): name.escapedForTerminal
            case .service(let priority, let weight, let port, let target):
                "\(priority) \(weight) \(port) \(target.escapedForTerminal)"
            }
        }
    }

    private var timeToLive: String? {
        answer.records.compactMap(\.timeToLive).min().map { "TTL \($0)" }
    }

    /// `from 192.0.2.53 in 12 ms`, the usual port left out.
    private var origin: String {
        guard var source = answer.source else { return duration }
        if source.hasSuffix(":53") { source = String(source.dropLast(3)) }
        return "from \(source.escapedForTerminal) \(duration)"
    }

    private var duration: String { "in \(MillisecondText.text(answer.milliseconds))" }

    private func remarks(_ parts: [String?]) -> String {
        parts.compactMap(\.self).joined(separator: ", ")
    }
}
