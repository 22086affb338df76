extension ControlOperation {
    /// Every row.
    static let all: [ControlOperation] =
        servers + faults + journal + requests + users + rooms + memberships + acts + received

    /// The row whose path that is.
    static func at(_ path: some StringProtocol) -> ControlOperation? {
        all.first { $0.path.utf8.elementsEqual(path.utf8) }
    }
}
