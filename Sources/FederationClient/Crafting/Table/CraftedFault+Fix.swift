public import Findings

extension CraftedFault {
    /// The identifier of its findings, such as `craft.hash-wrong`.
    public var checkID: CheckID { CheckID("craft.\(id)") }

    /// What to mend in a receiver that does something else, as it follows `fix`.
    public var fix: String {
        switch demand {
        case .silent:
            "answer what is wrong with a refusal (4xx), within seconds, and go on"
        case .refused: "refuse the request with 400 and an errcode"
        case .accepted where fate != nil:
            "answer the transaction with 200, whatever is in it, and judge each event on its own: "
                + "this one has to be \(fate?.words ?? "judged")"
        case .accepted: "take the request: the specification allows it"
        case .tolerated, .ignored:
            "ignore what cannot be used, and answer the transaction with 200, or it comes again"
        }
    }
}
