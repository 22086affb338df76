import FederationCore
import Testing

@Suite("Durations")
struct DurationTests {
    @Test(
        "A limit is told in seconds where that is exact to a tenth, else in milliseconds",
        arguments: [
            (.zero, "0 ms"), (.milliseconds(250), "250 ms"), (.microseconds(1500), "1 ms"),
            (.seconds(1), "1 s"), (.seconds(10), "10 s"), (.milliseconds(2500), "2.5 s"),
            (.milliseconds(1250), "1250 ms"), (.seconds(60), "60 s"),
        ] as [(Duration, String)])
    func words(duration: Duration, words: String) {
        #expect(duration.words == words)
    }

    @Test(
        "Milliseconds are counted as far as a number goes",
        arguments: [
            (.milliseconds(-1500), -1500), (.seconds(Int64.max), .max), (.seconds(Int64.min), .min),
            (.milliseconds(Int64.max), .max), (.milliseconds(Int64.min), .min),
        ] as [(Duration, Int)])
    func wholeMilliseconds(duration: Duration, count: Int) {
        #expect(duration.wholeMilliseconds == count)
    }

    @Test("Milliseconds have fractions")
    func milliseconds() {
        #expect(Duration.microseconds(1500).milliseconds == 1.5)
    }
}
