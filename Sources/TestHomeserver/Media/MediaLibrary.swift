import FederationCore
import Synchronization

/// The files of a virtual server: those that its content describes, and those of a folder, each by
/// its name.
final class MediaLibrary: Sendable {
    private let files: Mutex<[ExactText: MediaDescription]>
    private let folder: String?

    /// The most bytes of a file that is sent.
    static let maximumBytes = 50 << 20

    /// How many pixels a thumbnail may be wide or high.
    static let sizeRange = 1...65_535

    /// The files that `content` describes.
    init(_ content: ServerContent) throws(MediaContentError) {
        var files: [ExactText: MediaDescription] = [:]
        for file in content.media {
            try Self.check(file)
            guard files.updateValue(file, forKey: ExactText(file.id)) == nil else {
                throw .repeatedID(file.id)
            }
        }
        self.files = Mutex(files)
        folder = content.mediaFolder
        if let folder, !StoredFile.isFolder(folder) { throw .noFolder(folder) }
    }

    /// The file of that identifier; nil where there is none.
    ///
    /// Of the folder, only names without a path and without a dot at their beginning are looked at.
    func description(of id: String) -> MediaDescription? {
        if let known = files.withLock({ $0[ExactText(id)] }) { return known }
        guard let folder, Self.isIdentifier(id), id.utf8.first != UInt8(ascii: ".") else {
            return nil
        }
        let path = "\(folder)/\(id)"
        guard StoredFile.isThere(path) else { return nil }
        return MediaDescription(id: id, filename: id, source: .file(path))
    }

    private static func check(_ file: MediaDescription) throws(MediaContentError) {
        guard isIdentifier(file.id) else { throw .badID(file.id) }
        var headers = [file.contentType ?? "", file.filename ?? ""]
        if case .location(let address) = file.source { headers.append(address) }
        for text in headers where !text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) {
            throw .badHeader(id: file.id, text: text)
        }
        let sizes = file.thumbnails.flatMap { [$0.width, $0.height] }
        guard sizes.allSatisfy(sizeRange.contains) else { throw .badSize(id: file.id) }
        for thumbnail in file.thumbnails {
            guard let real = PictureFormat(of: thumbnail.bytes)?.size(of: thumbnail.bytes) else {
                continue
            }
            guard real == (thumbnail.width, thumbnail.height) else {
                throw .otherSize(
                    id: file.id, said: "\(thumbnail.width)x\(thumbnail.height)",
                    found: "\(real.width)x\(real.height)")
            }
        }
        if case .file(let path) = file.source, !StoredFile.isThere(path) {
            throw .noFile(id: file.id, path: path)
        }
    }

    private static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 255
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "_-.".utf8.contains(byte)
                }
            }
    }
}
