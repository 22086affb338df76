extension Fault {
    /// Every row, in the order in which lists show them.
    public static let all: [Fault] = delivery + instead + content + state + keys + tls

    /// The row of that name.
    public static func named(_ id: String) -> Fault? {
        all.first { $0.id.utf8.elementsEqual(id.utf8) }
    }
}
