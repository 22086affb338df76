import FederationCore
import FoundationEssentials
import Testing

@Suite("Dates of HTTP")
struct HTTPDateTests {
    @Test(
        "A date is read to the second",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
            ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200),
            ("Wed, 31 Dec 2025 23:59:59 GMT", 1_767_225_599),
            ("Wed, 31 Dec 1969 23:59:59 GMT", -1), ("Mon, 28 Feb 2101 00:00:00 GMT", 4_138_992_000),
        ])
    func valid(text: String, seconds: Double) {
        #expect(HTTPDate.parse(text)?.timeIntervalSince1970 == seconds)
    }

    @Test(
        "A date is written in the form that it is read in",
        arguments: [
            (784_111_777.9, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
            (4_138_992_000, "Mon, 28 Feb 2101 00:00:00 GMT"),
        ])
    func written(seconds: Double, text: String) {
        #expect(HTTPDate.text(of: Date(timeIntervalSince1970: seconds)) == text)
    }

    @Test(
        "What is no date is none",
        arguments: [
            "", "0", "-1", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
            "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:+7 GMT",
            "Sun, 06 Nov 19944 08:49:37 GMT", "Sun, 32 Nov 1994 08:49:37 GMT",
        ])
    func invalid(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }
}
