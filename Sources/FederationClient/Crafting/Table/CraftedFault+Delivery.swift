import FederationCore
import Findings
import MatrixJSON

extension CraftedFault {
    /// How a request goes out.
    static let delivery: [CraftedFault] = [
        CraftedFault(
            "transaction-replayed", "a transaction again under its ID, with other content",
            .delivery, .silent(usual: "200, and the first answer again"),
            spec: .serverServer("transactions")
        ) { bench throws(CraftingError) in
            var requests: [CraftedRequest] = []
            for number in 0..<2 {
                let event = try bench.messageElsewhere(number)
                requests.append(try bench.request(bench.transaction([event.pdu])))
            }
            return CraftedPlan(requests)
        },
        CraftedFault(
            "transactions-parallel", "four transactions at once, where one has to wait for another",
            .delivery, .silent(usual: "200, or 429"), spec: .serverServer("transactions")
        ) { bench throws(CraftingError) in
            var requests: [CraftedRequest] = []
            for number in 0..<4 {
                requests.append(try bench.request(bench.transaction(number: number)))
            }
            return CraftedPlan(requests, order: .atOnce)
        },
        CraftedFault(
            "content-type-wrong", "a transaction as text/plain", .delivery, .accepted,
            spec: .serverServer("api-standards")
        ) { bench throws(CraftingError) in
            try bench.plan { request in
                request.set("Content-Type", "text/plain")
            }
        },
        CraftedFault(
            "content-length-missing", "a body in chunks, without Content-Length", .delivery,
            .silent(usual: "200, or 411")
        ) { bench throws(CraftingError) in
            try bench.plan { request in
                request.headers.append(HTTPHeader("Transfer-Encoding", "chunked"))
            }
        },
        CraftedFault(
            "body-slow", "a body of 128 KiB at 32 KiB a second", .delivery,
            .silent(usual: "200, or 408")
        ) { bench throws(CraftingError) in
            try bench.plan { request in
                let padding = [UInt8](repeating: UInt8(ascii: " "), count: 128 << 10)
                request.body = padding + (request.body ?? [])
                request.bytesPerSecond = 32 << 10
            }
        },
        CraftedFault(
            "target-long", "a request target of 17 kB", .delivery,
            .silent(usual: "414, or another refusal")
        ) { bench throws(CraftingError) in
            let transaction = Transaction(
                String(repeating: "x", count: 17_000), from: bench.origin, at: bench.context.now)
            return CraftedPlan([try bench.request(transaction)])
        },
    ]
}

extension CraftingBench {
    /// The plan of an empty transaction that goes out in another way than usual.
    fileprivate func plan(
        changing change: (inout CraftedRequest) -> Void
    ) throws(CraftingError) -> CraftedPlan {
        var request = try request(transaction())
        change(&request)
        return CraftedPlan([request])
    }
}

extension CraftedRequest {
    /// Sets the value of a header that is there.
    fileprivate mutating func set(_ name: String, _ value: String) {
        for index in headers.indices where headers[index].name == name {
            headers[index].value = value
        }
    }
}
