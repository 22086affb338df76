import Glibc

/// A file that a command writes.
struct OutputFile {
    /// The name as it was given.
    let path: String

    /// Writes `bytes`, over what may be there.
    func replace(with bytes: [UInt8]) throws(CommandFailure) {
        try write(bytes, to: open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644))
    }

    /// Writes `bytes` behind what is there.
    func append(_ bytes: [UInt8]) throws(CommandFailure) {
        try write(bytes, to: open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644))
    }

    /// Writes `bytes` into a file that was not there, or to a device or a pipe.
    func create(with bytes: [UInt8]) throws(CommandFailure) {
        // Asked first and created then, a file that appears meanwhile would be lost.
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC
        var descriptor = open(path, flags | O_EXCL, 0o644)
        if descriptor < 0, errno == EEXIST {
            try requireAbsence()
            descriptor = open(path, flags, 0o644)
        }
        try write(bytes, to: descriptor)
    }

    /// Writes `bytes` to a descriptor as `open` returned it, and closes it.
    private func write(_ bytes: [UInt8], to descriptor: CInt) throws(CommandFailure) {
        guard descriptor >= 0 else { throw InputReader.failure(path, errno) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw InputReader.failure(path, errno) }
            rest = rest.dropFirst(written)
        }
    }

    /// Refuses a file that is there and could be lost; a device or a pipe is none.
    func requireAbsence() throws(CommandFailure) {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return }
        throw .badInput("\(path): the file exists", hint: "remove it, or give another name")
    }

    /// Writes `bytes` like ``replace(with:)``, and makes the folders on the way that are not there.
    func replaceMakingFolders(with bytes: [UInt8]) throws(CommandFailure) {
        for (index, character) in zip(path.indices, path) where character == "/" {
            let folder = String(path[..<index])
            if folder.isEmpty || access(folder, F_OK) == 0 { continue }
            guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
                throw InputReader.failure(folder, errno)
            }
        }
        try replace(with: bytes)
    }
}
