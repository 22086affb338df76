/// A server and a key as a signature names them, compared byte by byte.
struct ExactSigner: Sendable, Hashable {
    let entity: String
    let name: String

    static func == (one: Self, other: Self) -> Bool {
        one.entity.utf8.elementsEqual(other.entity.utf8)
            && one.name.utf8.elementsEqual(other.name.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in entity.utf8 { hasher.combine(byte) }
        for byte in name.utf8 { hasher.combine(byte) }
    }
}
