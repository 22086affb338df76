import FederationCore
import Findings
import MatrixJSON

extension KeyDocumentJudge {
    /// K10 to K13: `valid_until_ts` is in milliseconds, and neither past nor near nor far away.
    mutating func judgeValidity(of root: JSONElement) {
        guard let value = root["valid_until_ts"] else {
            findings.add(.validUntil, .skip, "the document has no valid_until_ts")
            return
        }
        guard let time = value.integer else {
            findings.add(
                .validUntil, .fail, "valid_until_ts is no integer",
                expected: "\(now + KeyLifetime.week)", got: Self.shown(value),
                reproduce: reproduction("jq .valid_until_ts"))
            return
        }
        validUntil = time
        let moment = UTCTime(milliseconds: time)
        let present = UTCTime(milliseconds: now)
        let text = moment.secondText
        let reproduce = reproduction("jq '.valid_until_ts / 1000 | todate'")
        if let unit = TimeUnit.guess(time, now: now) {
            judgeUnit(unit, of: time)
        } else if time <= now {
            findings.add(
                .validUntil, .fail, "the keys expired on \(text), \(moment.span(from: present))",
                expected: "a time after \(present.secondText)", got: text,
                fix: "let the homeserver answer itself, not a saved copy, and set its clock",
                reproduce: reproduce)
        } else if time - now < KeyLifetime.hour {
            findings.add(
                .validUntil, .warn, "the keys expire in \(moment.span(from: present)), on \(text)",
                expected: "at least one hour ahead", got: text, reproduce: reproduce)
        } else if time - now > KeyLifetime.week {
            findings.add(
                .validUntil, .warn,
                "the keys are said to be valid for \(moment.span(from: present)); peers grant 7 days",
                expected: "at most \(UTCTime(milliseconds: now + KeyLifetime.week).secondText)",
                got: text,
                reproduce: reproduce)
        } else {
            findings.add(.validUntil, .pass, "\(text), in \(moment.span(from: present))")
        }
    }

    private mutating func judgeUnit(_ unit: TimeUnit, of time: Int64) {
        let reproduce = reproduction("jq .valid_until_ts")
        switch unit {
        case .seconds:
            findings.add(
                .validUntil, .fail, "valid_until_ts is in seconds, not in milliseconds",
                expected: "\(time * 1000)", got: "\(time)",
                fix:
                    "multiply valid_until_ts by 1000: peers read it as \(UTCTime(milliseconds: time).dayText)",
                reproduce: reproduce)
        case .microseconds:
            findings.add(
                .validUntil, .warn, "valid_until_ts is in microseconds, not in milliseconds",
                expected: "\(time / 1000)", got: "\(time)",
                fix: "divide valid_until_ts by 1000", reproduce: reproduce)
        }
    }

    /// K15: no key ID is both current and old.
    mutating func judgeReuse() {
        guard !current.isEmpty else {
            findings.add(.keyReuse, .skip, "the document lists no key")
            return
        }
        guard !old.isEmpty else {
            findings.add(.keyReuse, .pass, "the document lists no old key")
            return
        }
        // By bytes: two names that look alike are two names.
        var oldKeys: [[UInt8]: ListedKey] = [:]
        for (key, _) in old { oldKeys[Array(key.name.utf8)] = key }
        for key in current {
            guard let other = oldKeys[Array(key.name.utf8)] else { continue }
            let name = Self.shown(key.name)
            if key.bytes == other.bytes {
                findings.add(.keyReuse, .warn, "\(name) is listed as current and as old")
            } else {
                findings.add(
                    .keyReuse, .fail,
                    "\(name) is listed twice, with one key as current and with another as old: "
                        + "peers that know one refuse the other",
                    expected: "another ID for the new key", got: "one ID for two keys")
            }
        }
        if !findings.has(.keyReuse) {
            findings.add(.keyReuse, .pass, "no key ID is current and old")
        }
    }
}
