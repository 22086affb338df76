/// A stack of plain values with one owner.
///
/// An `Array` asks at every change whether it is shared, which is a third of the time where the values
/// are as small as here. This is one of the two places with pointers in the module: every index is
/// checked against the count, and only what was appended is ever read.
@safe
struct Stack<Element: BitwiseCopyable>: ~Copyable {
    var storage: UnsafeMutablePointer<Element>
    private(set) var capacity: Int
    var count = 0

    /// An empty stack with room for `capacity` values, which grows where more come.
    init(capacity: Int) {
        unsafe storage = .allocate(capacity: max(1, capacity))
        self.capacity = max(1, capacity)
    }

    deinit { unsafe storage.deallocate() }

    @inline(__always)
    var isEmpty: Bool { count == 0 }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            return unsafe storage[index]
        }
        @inline(__always) _modify {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            yield unsafe &storage[index]
        }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(to: capacity * 2) }
        unsafe (storage + count).initialize(to: element)
        count += 1
    }

    /// Appends the values of another stack from `start` on.
    mutating func append(_ other: borrowing Stack<Element>, from start: Int) {
        precondition(start >= 0 && start <= other.count)
        let added = other.count - start
        if count + added > capacity { grow(to: max(capacity * 2, count + added)) }
        unsafe (storage + count).initialize(from: other.storage + start, count: added)
        count += added
    }

    /// Drops the values from `base` on.
    @inline(__always)
    mutating func truncate(to base: Int) {
        precondition(base >= 0 && base <= count)
        count = base
    }

    @inline(never)
    mutating func grow(to wanted: Int) {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: wanted)
        unsafe larger.moveInitialize(from: storage, count: count)
        unsafe storage.deallocate()
        unsafe storage = larger
        capacity = wanted
    }
}
