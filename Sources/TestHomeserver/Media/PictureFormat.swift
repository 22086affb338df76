/// The formats of pictures that thumbnails may have, known by their first bytes.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#get_matrixfederationv1mediathumbnailmediaid>
enum PictureFormat: String, CaseIterable {
    case png = "image/png"
    case jpeg = "image/jpeg"
    case gif = "image/gif"
    case webp = "image/webp"

    /// The format of a file; nil where it is no such picture.
    init?(of bytes: [UInt8]) {
        let begin = { (offset: Int, text: [UInt8]) in bytes.dropFirst(offset).starts(with: text) }
        if begin(0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if begin(0, [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if begin(0, Array("GIF8".utf8)) {
            self = .gif
        } else if begin(0, Array("RIFF".utf8)), begin(8, Array("WEBP".utf8)) {
            self = .webp
        } else {
            return nil
        }
    }

    /// How many pixels a file of this format is wide and high; none where its beginning does not say so.
    func size(of bytes: [UInt8]) -> (width: Int, height: Int)? {
        let number = { (places: [Int]) in places.reduce(0) { $0 << 8 | Int(bytes[$1]) } }
        switch self {
        case .png where bytes.count >= 24 && Self.contains("IHDR", in: bytes[12..<16]):
            return (number([16, 17, 18, 19]), number([20, 21, 22, 23]))
        case .gif where bytes.count >= 10:
            return (number([7, 6]), number([9, 8]))
        default: return nil
        }
    }

    /// Whether a file of this format moves, or could: a chunk says so, and a GIF is believed to.
    func isAnimated(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .jpeg: false
        case .gif: true
        // The chunk that says so comes before the picture.
        case .png: Self.contains("acTL", in: bytes.prefix(4_096))
        case .webp: Self.contains("ANIM", in: bytes.prefix(4_096))
        }
    }

    private static func contains(_ word: String, in bytes: ArraySlice<UInt8>) -> Bool {
        let word = Array(word.utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: word) }
    }
}
