import FederationCore
import FoundationEssentials
import Testing

@Suite("Times")
struct UTCTimeTests {
    @Test(
        "A moment is written in UTC, however far away it is",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1_795_463_602_860, "2026-11-23T19:53:22Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59Z"),
            (9_007_199_254_740_991, "287396-10-12T08:59:00Z"),
            (.max, "292278994-08-17T07:12:55Z"),
            (.min, "-292275055-05-16T16:47:04Z"),
            (.min + 86_400_000, "-292275055-05-17T16:47:04Z"),
        ] as [(Int64, String)])
    func rfc3339(milliseconds: Int64, text: String) {
        #expect(UTCTime(milliseconds: milliseconds).rfc3339 == text)
    }

    @Test(
        "A span is told in the largest unit that fits",
        arguments: [
            (59_999, "59 seconds"), (60_000, "1 minute"), (7_199_000, "1 hour"),
            (86_400_000, "1 day"), (-172_800_000, "2 days ago"), (0, "0 seconds"),
        ] as [(Int64, String)])
    func span(milliseconds: Int64, text: String) {
        let start = UTCTime(milliseconds: 1_000_000_000_000)
        let moment = UTCTime(milliseconds: start.milliseconds + milliseconds)
        #expect(moment.span(from: start) == text)
    }

    @Test(
        "A span over all of time has words",
        arguments: [
            (.min, 1, "long ago"), (.max, -1, "for ever"), (.min, 0, "106751991167 days ago"),
            (.max, 0, "106751991167 days"),
        ] as [(Int64, Int64, String)])
    func extremeSpan(milliseconds: Int64, start: Int64, text: String) {
        let moment = UTCTime(milliseconds: milliseconds)
        #expect(moment.span(from: UTCTime(milliseconds: start)) == text)
    }

    @Test("A date beyond what can be counted is the last that can")
    func dateBeyondCounting() {
        #expect(UTCTime(Date(timeIntervalSince1970: 1e300)).milliseconds == .max)
        #expect(UTCTime(Date(timeIntervalSince1970: -1e300)).milliseconds == .min)
    }
}
