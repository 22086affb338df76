import FederationCore
import FoundationEssentials
import ServerDiscovery
import Testing

@Suite("Lifetimes of well-known documents")
struct CacheLifetimeTests {
    // 2027-01-15T08:00:00Z
    private static let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test(
        "The headers decide within the limits of the spec, and the reader learns which header it was",
        arguments: [
            ([], 86400, "the default"),
            ([("Cache-Control", "max-age=3600")], 3600, "max-age=3600"),
            ([("cache-control", "public, Max-Age=\"60\" , x")], 60, "Max-Age=\"60\""),
            ([("Cache-Control", "max-age=172800")], 172800, "max-age=172800"),
            ([("Cache-Control", "max-age=172801")], 172800, "max-age=172801"),
            (
                [("Cache-Control", "max-age=99999999999999999999")], 172800,
                "max-age=99999999999999999999"
            ),
            ([("Cache-Control", "max-age=0")], 0, "max-age=0"),
            ([("Cache-Control", "max-age=60, no-store")], 0, "no-store"),
            ([("Cache-Control", "max-age=60"), ("Cache-Control", "No-Cache")], 0, "No-Cache"),
            ([("Cache-Control", "max-age=-5")], 86400, "the default"),
            ([("Cache-Control", "max-age=")], 86400, "the default"),
            ([("Cache-Control", "public")], 86400, "the default"),
            ([("Cache-Control", "s-maxage=60")], 86400, "the default"),
            (
                [("Expires", "Fri, 15 Jan 2027 09:00:00 GMT")], 3600,
                "Expires: Fri, 15 Jan 2027 09:00:00 GMT"
            ),
            (
                [
                    ("Date", "Fri, 15 Jan 2027 08:59:00 GMT"),
                    ("Expires", "Fri, 15 Jan 2027 09:00:00 GMT"),
                ], 60, "Expires: Fri, 15 Jan 2027 09:00:00 GMT"
            ),
            (
                [("Expires", "Tue, 15 Jan 2047 09:00:00 GMT")], 172800,
                "Expires: Tue, 15 Jan 2047 09:00:00 GMT"
            ),
            ([("Expires", "Thu, 01 Jan 1970 00:00:00 GMT")], 0, nil),
            ([("Expires", "0")], 0, "Expires: 0"),
            ([("Expires", "Fri, 15 Jan 2027 09:00:00 CET")], 0, nil),
            ([("Cache-Control", "max-age=60"), ("Expires", "0")], 60, "max-age=60"),
        ] as [([(String, String)], Int, String?)])
    func document(headers: [(String, String)], seconds: Int, source: String?) {
        let lifetime = CacheLifetime(
            ofDocumentWith: headers.map { HTTPHeader($0.0, $0.1) }, now: Self.now)
        #expect(lifetime.seconds == seconds)
        if let source { #expect(lifetime.source.description == source) }
    }

    @Test(
        "A failure is kept for an hour at most",
        arguments: [
            (nil, 3600), ("max-age=60", 60), ("max-age=86400", 3600), ("no-store", 0),
        ] as [(String?, Int)])
    func failure(cacheControl: String?, seconds: Int) {
        let headers = cacheControl.map { [HTTPHeader("Cache-Control", $0)] } ?? []
        #expect(CacheLifetime(ofFailureWith: headers, now: Self.now).seconds == seconds)
    }

    @Test("A lifetime that was cut says so, and one that was not does not")
    func clamp() {
        let long = [HTTPHeader("Cache-Control", "max-age=604800")]
        let short = [HTTPHeader("Cache-Control", "max-age=60")]
        #expect(CacheLifetime(ofDocumentWith: long, now: Self.now).isClamped)
        #expect(CacheLifetime(ofDocumentWith: long, now: Self.now).statedSeconds == 604800)
        #expect(!CacheLifetime(ofDocumentWith: short, now: Self.now).isClamped)
        #expect(!CacheLifetime(ofDocumentWith: [], now: Self.now).isClamped)
    }
}
