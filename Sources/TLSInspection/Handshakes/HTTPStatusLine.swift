/// The status line with which `bytes` begin, as far as they go; nothing where they are no HTTP answer.
func httpStatusLine(_ bytes: [UInt8]) -> String? {
    guard bytes.starts(with: "HTTP/".utf8) else { return nil }
    let line = bytes.prefix { (0x20...0x7E).contains($0) }
    return String(decoding: line, as: UTF8.self)
}
