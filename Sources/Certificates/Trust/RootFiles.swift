import Glibc

/// Whether the directory has a certificate under a hashed name, such as `4b718d9b.0`.
func holdsHashedNames(_ directory: String) -> Bool {
    guard let entries = opendir(directory) else { return false }
    defer { closedir(entries) }
    while let entry = readdir(entries) {
        let isHashed = withUnsafeBytes(of: &entry.pointee.d_name) { name in
            name.count > 10 && name[8] == UInt8(ascii: ".")
                && name[9] == UInt8(ascii: "0") && name[10] == 0
        }
        if isHashed { return true }
    }
    return false
}

/// Whether the file can be read.
func isReadable(_ path: String) -> Bool {
    access(path, R_OK) == 0
}

/// The content of a file, or the reason why there is none.
func contents(of path: String) -> Result<[UInt8], FileProblem> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(FileProblem(number: errno)) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count == 0 { return .success(bytes) }
        if count < 0 {
            if errno == EINTR { continue }
            return .failure(FileProblem(number: errno))
        }
        bytes += buffer.prefix(count)
    }
}
