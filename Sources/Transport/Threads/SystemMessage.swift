import Glibc

/// What the system says about an error number, such as `connection refused`, in lower case.
func systemMessage(_ code: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    let characters = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return startingInLowerCase(String(decoding: characters, as: UTF8.self))
}

/// `text` with its first letter in lower case, as messages of ours begin.
///
/// A first word that is upper case in its whole, such as `TLS`, stays.
func startingInLowerCase(_ text: String) -> String {
    let word = text.prefix { $0 != " " }
    guard let first = word.first, word.dropFirst().allSatisfy({ !$0.isUppercase }) else {
        return text
    }
    return first.lowercased() + text.dropFirst()
}
