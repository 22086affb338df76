import FederationCore
import FoundationEssentials
import MatrixJSON
import TestHomeserver
import Testing

extension FaultProof {
    static let delivery: [FaultProof] = [
        FaultProof("delay", .integer(400)) { bed in
            let duration = try await ContinuousClock().measure { try await isRight(bed) }
            #expect(duration >= .milliseconds(400))
            #expect(duration < .seconds(4))
        },
        FaultProof("stall") { bed in
            let error = try await bed.failure(timeout: .milliseconds(600))
            #expect(error?.phase == .timeout)
        },
        FaultProof("slow-body", .integer(100)) { bed in
            let duration = try await ContinuousClock().measure { try await isRight(bed) }
            // 49 bytes: five pieces of ten.
            #expect(duration >= .milliseconds(350))
            #expect(duration < .seconds(4))
        },
        FaultProof("truncation", .integer(7)) { bed in
            let error = try await bed.failure()
            #expect(error?.phase == .truncated)
        },
        FaultProof("wrong-length", .integer(10), isPlain: true) { bed in
            let result = await bed.raw()
            let body = result.text.split(separator: "\r\n\r\n").last ?? ""
            #expect(result.text.contains("Content-Length: \(body.utf8.count + 10)\r\n"))
        },
        FaultProof("wrong-type", .text("image/png")) { bed in
            let response = try await bed.ask()
            #expect(response.headers.firstValue(of: "Content-Type") == "image/png")
            #expect(response.json["server"] != nil)
        },
        FaultProof("oversize", .integer(3)) { bed in
            let response = try await bed.ask()
            #expect(response.body.count > 3 << 20)
            #expect(response.json["server"]?["name"] == "fedctl")
        },
        FaultProof("reset") { bed in
            let error = try await bed.failure()
            #expect(error?.reason.lowercased().contains("reset") == true)
        },
        FaultProof("html", .integer(503)) { bed in
            let response = try await bed.ask()
            #expect(response.status == 503)
            #expect(response.headers.firstValue(of: "Content-Type") == "text/html; charset=utf-8")
            #expect(response.body.starts(with: Array("<!doctype html>".utf8)))
        },
        FaultProof("status", .integer(404)) { bed in
            let response = try await bed.ask()
            #expect(response.status == 404)
            #expect(response.body.isEmpty)
        },
        FaultProof("matrix-error", .text("403 M_FORBIDDEN")) { bed in
            let response = try await bed.ask()
            #expect(response.status == 403)
            #expect(response.errorCode == "M_FORBIDDEN")
        },
        FaultProof("rate-limit", .integer(9)) { bed in
            let response = try await bed.ask()
            #expect(response.status == 429)
            #expect(response.errorCode == "M_LIMIT_EXCEEDED")
            #expect(response.headers.firstValue(of: "Retry-After") == "9")
            #expect(response.json["retry_after_ms"] == 9_000)
        },
        FaultProof("rate-limit-date", .integer(60)) { bed in
            let response = try await bed.ask()
            #expect(response.status == 429)
            let now = try #require(
                HTTPDate.parse(response.headers.firstValue(of: "Date") ?? ""))
            let then = try #require(
                HTTPDate.parse(response.headers.firstValue(of: "Retry-After") ?? ""))
            #expect(abs(then.timeIntervalSince(now) - 60) <= 1)
        },
        FaultProof("redirect", .text("308")) { bed in
            let response = try await bed.ask()
            #expect(response.status == 308)
            let target = response.headers.firstValue(of: "Location")
            #expect(target == "/_matrix/federation/v1/version")
        },
    ]
}
