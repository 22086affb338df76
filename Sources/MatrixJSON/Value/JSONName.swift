/// A text that is compared by its bytes: Swift's `==` takes composed and decomposed letters for equal,
/// which are different names in JSON.
struct JSONName: Hashable, Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: JSONName, right: JSONName) -> Bool {
        left.text.utf8.count == right.text.utf8.count
            && left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        let isHashed: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            // `unsafe` by name only: the bytes are read while the closure has them.
            unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        }
        // Only a text that came from elsewhere is not stored as UTF-8.
        if isHashed == nil {
            for byte in text.utf8 { hasher.combine(byte) }
        }
        hasher.combine(text.utf8.count)
    }
}
