import Glibc

/// The address in its usual form, IPv6 without brackets; bytes that are no address are shown as digits.
func ipAddressText(_ bytes: [UInt8]) -> String {
    guard bytes.count == 4 || bytes.count == 16 else {
        return "0x\(hexadecimal(bytes)) (\(bytes.count) bytes)"
    }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// The bytes of an address in text form, IPv6 without brackets; nothing where it is no address.
func ipAddressBytes(_ text: String) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET6, text, &bytes) == 1 { return bytes }
    if inet_pton(AF_INET, text, &bytes) == 1 { return Array(bytes.prefix(4)) }
    return nil
}
