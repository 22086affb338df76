import Glibc

/// What the system said.
struct SystemError: Error, CustomStringConvertible {
    /// The number, `errno`.
    var number: Int32

    /// The system's words, such as `no route to host`.
    var description: String {
        var text = [CChar](repeating: 0, count: 128)
        guard strerror_r(number, &text, text.count) == 0 else { return "error \(number)" }
        let words = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: words, as: UTF8.self).lowercased()
    }
}
