/// The bytes of a result while they are written into the memory of the array that they become.
@safe
struct OutputBytes: ~Copyable {
    private let storage: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    private init(_ storage: UnsafeMutableBufferPointer<UInt8>) {
        unsafe self.storage = storage
    }

    /// An array of at most `capacity` bytes, which `write` writes.
    static func array(capacity: Int, _ write: (inout OutputBytes) -> Void) -> [UInt8] {
        unsafe Array(unsafeUninitializedCapacity: capacity) { storage, count in
            var output = unsafe OutputBytes(storage)
            write(&output)
            count = output.count
        }
    }

    /// Appends the bytes of `bytes` from `start` to `end`; the first becomes `opening`, unless that is
    /// zero.
    @inline(__always)
    mutating func append(_ bytes: Span<UInt8>, from start: Int, to end: Int, opening: UInt8) {
        let part = bytes.extracting(start..<end)
        let room = unsafe storage.count - count
        precondition(part.count <= room)
        guard !part.isEmpty else { return }
        unsafe part.withUnsafeBufferPointer { source in
            guard let first = source.baseAddress,
                let target = unsafe storage.baseAddress
            else { return }
            unsafe (target + count).initialize(from: first, count: source.count)
        }
        if opening != 0 { unsafe storage[count] = opening }
        count += part.count
    }
}
