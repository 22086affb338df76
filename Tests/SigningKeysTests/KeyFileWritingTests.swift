import FederationCore
import FoundationEssentials
import SigningKeys
import Testing

@Suite("Writing key files")
struct KeyFileWritingTests {
    @Test(
        "What is written in a format is read again as that format",
        arguments: KeyFileFormat.allCases)
    func roundTrip(format: KeyFileFormat) throws {
        let key = try TestKeys.key()
        let bytes = try KeyFile.bytes(of: [key], in: format, path: "k")
        let file = try KeyFile(parsing: bytes, path: "k", keyID: key.keyID)
        #expect(file.format == format)
        #expect(file.keys.map(\.keyID) == [key.keyID])
        #expect(file.keys.map(\.seed) == [key.seed])
    }

    @Test(
        "What is written is byte for byte what the format's own tools write",
        arguments: [
            (KeyFileFormat.dendrite, "dendrite.pem"), (.pkcs8, "pkcs8-v1.pem"),
            (.seed, "seed.base64"),
        ])
    func bytes(format: KeyFileFormat, name: String) throws {
        let bytes = try KeyFile.bytes(of: [TestKeys.key()], in: format, path: "k")
        #expect(try bytes == Fixture.bytes("files/" + name))
    }

    @Test("Several keys go into the formats that hold several, and into no other")
    func several() throws {
        let keys = [
            try TestKeys.key(), try TestKeys.key("ed25519:a_two", seed: TestKeys.otherSeed),
        ]
        for format in KeyFileFormat.allCases {
            if format.holdsSeveralKeys {
                let bytes = try KeyFile.bytes(of: keys, in: format, path: "k")
                let file = try KeyFile(parsing: bytes, path: "k")
                #expect(file.keys.map(\.seed) == keys.map(\.seed))
            } else {
                #expect(throws: KeyFileError(path: "k", reason: .severalKeys(2, format: format))) {
                    try KeyFile.bytes(of: keys, in: format, path: "k")
                }
            }
        }
        #expect(throws: KeyFileError(path: "k", reason: .empty)) {
            try KeyFile.bytes(of: [], in: .synapse, path: "k")
        }
    }

    @Test("A file is made with mode 0600, and never written over")
    func access() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/signing.key"
            try KeyFile.write([TestKeys.key()], in: .synapse, to: path)
            let file = try KeyFile(contentsOf: path)
            #expect(file.remarks.isEmpty)
            #expect(file.keys.map(\.publicKey.base64) == [TestKeys.publicKey])
            let error = #expect(throws: KeyFileError.self) {
                try KeyFile.write(
                    [TestKeys.key(seed: TestKeys.otherSeed)], in: .synapse, to: path)
            }
            #expect(error?.reason == .exists)
            #expect(error?.description == "\(path): the file exists")
            #expect(
                try KeyFile(contentsOf: path).keys.first?.publicKey.base64 == TestKeys.publicKey)
        }
    }

    @Test("A file that others may read is remarked on, with the command that mends it")
    func readableByOthers() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/signing.key"
            try KeyFile.write([TestKeys.key()], in: .synapse, to: path)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            let remark = try #require(KeyFile(contentsOf: path).remarks.first)
            #expect(remark.description == "\(path): the key can be read by others (mode 0644)")
            #expect(remark.hint == "chmod 600 \(path)")
        }
    }

    @Test("A file that is not there, or is a folder, is named with the system's reason")
    func unreadable() throws {
        let missing = #expect(throws: KeyFileError.self) {
            try KeyFile(contentsOf: "/nonexistent/signing.key")
        }
        #expect(
            missing?.description
                == "/nonexistent/signing.key: cannot be read: No such file or directory")
        let folder = #expect(throws: KeyFileError.self) { try KeyFile(contentsOf: "/") }
        #expect(folder?.description == "/: cannot be read: Is a directory")
        let unwritable = #expect(throws: KeyFileError.self) {
            try KeyFile.write([TestKeys.key()], in: .seed, to: "/nonexistent/signing.key")
        }
        #expect(
            unwritable?.description
                == "/nonexistent/signing.key: cannot be written: No such file or directory")
    }

    private func withTemporaryFolder(_ body: (String) throws -> Void) throws {
        let folder =
            FileManager.default.temporaryDirectory.path + "/fedctl-keys-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
