import Findings
import MatrixJSON

extension CraftedFault {
    /// The body of a transaction.
    static let transactions: [CraftedFault] = [
        body("origin-other", "a transaction whose 'origin' is another server", "origin") { _ in
            "\"\(CraftingBench.nobody)\""
        },
        body("origin-missing", "a transaction without 'origin'", "origin") { _ in nil },
        body("time-missing", "a transaction without 'origin_server_ts'", "origin_server_ts") {
            _ in nil
        },
        body(
            "time-string", "a transaction whose 'origin_server_ts' is a string",
            "origin_server_ts"
        ) { "\"\($0.context.now)\"" },
        body("pdus-missing", "a transaction without 'pdus'", "pdus") { _ in nil },
        body("pdus-object", "a transaction whose 'pdus' is an object", "pdus") { _ in "{}" },
        body("pdu-string", "a transaction with a string among its events", "pdus") { _ in
            #"["x"]"#
        },
        body("edus-object", "a transaction whose 'edus' is an object", "edus") { _ in "{}" },
    ]

    private static func body(
        _ id: String, _ title: String, _ member: String,
        value: @escaping @Sendable (CraftingBench) -> String?
    ) -> CraftedFault {
        CraftedFault(
            id, title, .transaction, .silent(usual: "400, or 200 without results"),
            spec: .serverServer("put_matrixfederationv1sendtxnid")
        ) { bench throws(CraftingError) in
            try bench.plan(body: bench.members(with: member, value(bench)))
        }
    }
}
