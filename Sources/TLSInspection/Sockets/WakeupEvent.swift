import Glibc

/// Ends the wait of a thread that polls its descriptor.
struct WakeupEvent: ~Copyable, Sendable {
    let descriptor: Int32

    init() {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK.rawValue | EFD_CLOEXEC.rawValue))
        precondition(descriptor >= 0, "eventfd: no descriptor is left")
    }

    deinit { close(descriptor) }

    /// Ends the wait, now or when it begins.
    func signal() {
        eventfd_write(descriptor, 1)
    }

    /// Forgets the signals so far.
    func clear() {
        var count: eventfd_t = 0
        eventfd_read(descriptor, &count)
    }
}
