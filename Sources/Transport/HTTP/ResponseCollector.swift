import FederationCore

/// Puts the answer together as it comes, and says stop where it grows too large.
///
/// Interim answers (1xx) and trailers leave nothing behind.
struct ResponseCollector: Sendable {
    /// The most bytes of body that are kept.
    let maximumBodyBytes: Int
    /// The most bytes of header lines that are read, those of interim answers included.
    let maximumHeaderBytes: Int

    /// The status of the final answer; none before its status line.
    private(set) var status: Int?
    /// The version in the last status line.
    private(set) var version = ""
    /// The headers of the final answer.
    private(set) var headers: [HTTPHeader] = []
    /// The body as far as it came.
    private(set) var body: [UInt8] = []
    /// Whether the empty line after the headers of the final answer came.
    private(set) var isHeadComplete = false
    /// Why no more was taken.
    private(set) var overflow: String?

    private var headerBytes = 0
    private var isInterim = false

    private let endsAtContinue: Bool

    /// An empty answer with these limits; where it ends at a `100 Continue`, that is the answer.
    init(maximumBodyBytes: Int, maximumHeaderBytes: Int, endsAtContinue: Bool = false) {
        self.endsAtContinue = endsAtContinue
        self.maximumBodyBytes = maximumBodyBytes
        self.maximumHeaderBytes = maximumHeaderBytes
    }

    /// Takes a line of a head, with its line end; returns whether more is wanted.
    mutating func takeHeaderLine(_ line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= maximumHeaderBytes else {
            overflow = "the headers of the answer are larger than \(maximumHeaderBytes) bytes"
            return false
        }
        guard !isHeadComplete else { return true }
        var text = line[...]
        while let last = text.last, last == 0x0D || last == 0x0A { text = text.dropLast() }
        if text.isEmpty {
            isHeadComplete = status != nil && !isInterim
            return !(isHeadComplete && status == 100)
        } else if line.starts(with: "HTTP/".utf8) {
            takeStatusLine(text)
        } else if !isInterim {
            takeField(text)
        }
        return true
    }

    /// Takes a piece of body; returns whether it was taken.
    mutating func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        isHeadComplete = true
        guard body.count + bytes.count <= maximumBodyBytes else {
            overflow = "the body of the answer is larger than \(maximumBodyBytes) bytes"
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    private mutating func takeStatusLine(_ text: Slice<UnsafeRawBufferPointer>) {
        let words = text.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: true)
        version = words.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
        let number = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) : nil
        let isEnd = endsAtContinue && number == 100
        isInterim = number.map { (100..<200).contains($0) && !isEnd } ?? false
        status = isInterim ? nil : number
        headers.removeAll()
    }

    private mutating func takeField(_ text: Slice<UnsafeRawBufferPointer>) {
        // A line that begins with white space continues the one before.
        if let first = text.first, first == 0x20 || first == 0x09 {
            guard let last = headers.indices.last else { return }
            headers[last].value += " " + Self.trimmed(text)
            return
        }
        let colon = text.firstIndex(of: 0x3A) ?? text.endIndex
        let value = colon == text.endIndex ? "" : Self.trimmed(text[text.index(after: colon)...])
        headers.append(HTTPHeader(String(decoding: text[..<colon], as: UTF8.self), value))
    }

    private static func trimmed(_ text: Slice<UnsafeRawBufferPointer>) -> String {
        var text = text
        while let first = text.first, first == 0x20 || first == 0x09 { text = text.dropFirst() }
        while let last = text.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
        return String(decoding: text, as: UTF8.self)
    }
}
