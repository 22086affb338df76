import Glibc

/// Reads files of the disk.
enum StoredFile {
    /// Why a file is not read.
    enum Failure: Error, Hashable {
        /// It has more bytes than that.
        case tooLarge(limit: Int)
        /// It cannot be opened or read.
        case unreadable
    }

    /// Whether there is a regular file of that path.
    static func isThere(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    }

    /// Whether there is a folder of that path.
    static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    /// All bytes of a file.
    static func bytes(of path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable
        }
        guard facts.st_size <= limit else { throw .tooLarge(limit: limit) }
        let size = Int(facts.st_size)
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                if got < 0, errno == EINTR { continue }
                // A file that became shorter meanwhile ends where it ends.
                failed = got < 0
                if got <= 0 { break }
                count += got
            }
        }
        guard !failed else { throw .unreadable }
        return bytes
    }
}
