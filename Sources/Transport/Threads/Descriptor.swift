import Glibc

/// Owns a file descriptor, and closes it.
struct Descriptor: ~Copyable {
    /// The number, for the length of a call.
    let number: Int32

    /// Takes over an open descriptor.
    init(owning number: Int32) {
        self.number = number
    }

    deinit {
        close(number)
    }
}
