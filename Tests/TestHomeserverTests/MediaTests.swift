import FederationCore
import Foundation
import TestHomeserver
import Testing

@Suite("Media of the embedded homeserver")
struct MediaTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]
    private static let smallPNG = png + [2]
    private static let tinyPNG = png + [3]
    private static let gif = Array("GIF89a".utf8)

    private static func media(_ configuration: inout HomeserverConfiguration) {
        configuration.servers[0].content.media = [
            MediaDescription(
                id: "cat", filename: "a \"cat\"\u{1F408}.png", source: .bytes(png),
                thumbnails: [
                    ThumbnailDescription(width: 64, height: 64, bytes: smallPNG),
                    ThumbnailDescription(width: 32, height: 32, method: .crop, bytes: tinyPNG),
                    ThumbnailDescription(width: 32, height: 32, bytes: gif),
                ]),
            MediaDescription(
                id: "note", contentType: "text/plain", source: .bytes(Array("hi".utf8))),
            MediaDescription(id: "far", source: .location("https://cdn.test/far")),
            MediaDescription(id: "soon", source: .pending),
            MediaDescription(id: "gif", source: .bytes(gif)),
        ]
    }

    private static func download(_ bed: TestBed, _ id: String) async throws -> HTTPResponse {
        try await bed.ask("media-download", [("mediaId", id)])
    }

    @Test("A file comes in two parts: an empty object, and the bytes with their headers")
    func file() async throws {
        try await TestBed.run(configure: Self.media) { bed in
            let parts = try await Self.download(bed, "cat").parts
            #expect(parts.count == 2)
            #expect(parts[0].headers == ["Content-Type: application/json"])
            #expect(parts[0].body == Array("{}".utf8))
            #expect(
                parts[1].headers == [
                    "Content-Type: image/png",
                    "Content-Disposition: inline; filename*=utf-8''a%20%22cat%22%F0%9F%90%88.png",
                ])
            #expect(parts[1].body == Self.png)
            let note = try await Self.download(bed, "note").parts
            #expect(note[1].headers.first == "Content-Type: text/plain")
            #expect(note[1].body == Array("hi".utf8))
        }
    }

    @Test("A file that is elsewhere is named by its address")
    func location() async throws {
        try await TestBed.run(configure: Self.media) { bed in
            let parts = try await Self.download(bed, "far").parts
            #expect(parts.count == 2)
            #expect(parts[1].headers == ["Location: https://cdn.test/far"])
            #expect(parts[1].body.isEmpty)
        }
    }

    @Test(
        "What is not there is refused, and so is what is not there yet",
        arguments: [
            ("none", 404, "M_NOT_FOUND"),
            ("soon", 504, "M_NOT_YET_UPLOADED"), ("..", 404, "M_NOT_FOUND"),
        ])
    func refused(id: String, status: Int, code: String) async throws {
        try await TestBed.run(configure: Self.media) { bed in
            let response = try await Self.download(bed, id)
            #expect(response.status == status)
            #expect(response.errorCode == code)
        }
    }

    @Test("A file that goes away while the homeserver runs is refused")
    func gone() async throws {
        let path = "\(FileManager.default.temporaryDirectory.path)/media-\(UUID())"
        try Data("hi".utf8).write(to: URL(filePath: path))
        try await TestBed.run {
            $0.servers[0].content.media = [MediaDescription(id: "gone", source: .file(path))]
        } body: { bed in
            #expect(try await Self.download(bed, "gone").status == 200)
            try FileManager.default.removeItem(atPath: path)
            let response = try await Self.download(bed, "gone")
            #expect(response.status == 404 && response.errorCode == "M_NOT_FOUND")
        }
    }

    @Test(
        "The smallest thumbnail that is large enough is sent, by the method that is asked for",
        arguments: [
            (["width": "16", "height": "16"], tinyPNG),
            (["width": "40", "height": "10"], smallPNG),
            (["width": "500", "height": "500"], smallPNG),
            (["width": "16", "height": "16", "method": "crop"], tinyPNG),
            (["width": "16", "height": "16", "method": "scale"], gif),
            (["width": "16", "height": "16", "method": "scale", "animated": "false"], smallPNG),
        ])
    func thumbnail(query: [String: String], bytes: [UInt8]) async throws {
        try await TestBed.run(configure: Self.media) { bed in
            let parameters = [("mediaId", "cat")] + query.sorted { $0.key < $1.key }
            let parts = try await bed.ask("media-thumbnail", parameters).parts
            #expect(parts.last?.body == bytes)
        }
    }

    @Test(
        "A thumbnail of what is no picture, of no size, or that moves against the wish is M_UNKNOWN",
        arguments: [
            ("note", "16", "true"), ("cat", "0", "true"), ("cat", "-1", "true"),
            ("gif", "16", "false"),
        ])
    func noThumbnail(id: String, width: String, animated: String) async throws {
        try await TestBed.run(configure: Self.media) { bed in
            let response = try await bed.ask(
                "media-thumbnail",
                [
                    ("mediaId", id), ("width", width), ("height", "16"), ("animated", animated),
                ])
            #expect(response.status == 400)
            #expect(response.errorCode == "M_UNKNOWN")
        }
    }

    @Test("The files of a folder are served by their names, and nothing beside it")
    func folder() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "fedctl-media-\(UInt64.random(in: .min ... .max))")
        let inner = folder.appending(path: "inner")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        defer {
            // What is left over is in the folder for such.
            try? FileManager.default.removeItem(at: folder)
        }
        try Data("in".utf8).write(to: inner.appending(path: "file.txt"))
        try Data("hidden".utf8).write(to: inner.appending(path: ".hidden"))
        try Data("out".utf8).write(to: folder.appending(path: "secret"))
        let configure = { (configuration: inout HomeserverConfiguration) in
            configuration.servers[0].content.mediaFolder = inner.path
        }
        try await TestBed.run(configure: configure) { bed in
            let parts = try await Self.download(bed, "file.txt").parts
            #expect(parts[1].body == Array("in".utf8))
            #expect(parts[1].headers.first == "Content-Type: application/octet-stream")
            for id in [".hidden", "../secret", "..", ".", "none", "file.txt/", "\0"] {
                #expect(try await Self.download(bed, id).status == 404, "\(id)")
            }
        }
    }

    @Test(
        "A server whose media cannot be does not start",
        arguments: [
            ([MediaDescription(id: "a/b", source: .pending)], "found 'a/b'"),
            (
                [
                    MediaDescription(id: "a", source: .pending),
                    MediaDescription(id: "a", source: .pending),
                ], "'a' is there twice"
            ),
            (
                [MediaDescription(id: "a", contentType: "a\r\nb", source: .pending)],
                "cannot stand in a header"
            ),
            (
                [MediaDescription(id: "a", source: .location("https://a\n"))],
                "cannot stand in a header"
            ),
            (
                [
                    MediaDescription(
                        id: "a", source: .pending,
                        thumbnails: [ThumbnailDescription(width: 0, height: 1, bytes: [])])
                ], "1 to 65535 pixels"
            ),
        ])
    func impossible(media: [MediaDescription], words: String) async throws {
        var configuration = try TestBed.configuration()
        configuration.speaksPlainHTTP = true
        configuration.servers[0].content.media = media
        let error = await #expect(throws: HomeserverStartError.self) {
            try await Homeserver(configuration).start()
        }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }
}
