import FoundationEssentials
import MatrixJSON

/// How many megabytes of JSON a second become canonical on one core.
///
/// A file that ends in `.ndjson` is one document a line, and each is canonicalised alone; any other file
/// is one document.
enum JSONBenchmark {
    static func run(files: [String]) throws {
        for file in files {
            let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: file)))
            let documents = documents(of: bytes, file: file)
            try report("canonicalize", file, bytes.count) {
                var written = 0
                for document in documents { written += try canonicalize(document).count }
                return written
            }
            try report("index", file, bytes.count) {
                var end = 0
                for document in documents {
                    end += try JSONDocument(parsing: document).root.byteRange.upperBound
                }
                return end
            }
        }
    }

    private static func documents(of bytes: [UInt8], file: String) -> [[UInt8]] {
        file.hasSuffix(".ndjson") ? bytes.split(separator: 0x0A).map(Array.init) : [bytes]
    }

    private static func report(
        _ work: String, _ file: String, _ count: Int, _ pass: () throws -> Int
    ) throws {
        let passes = try Passes(pass)
        let speed = Double(count) / 1_000_000 / passes.median
        let name = file.split(separator: "/").last.map(String.init) ?? file
        print(
            #"{"tool":"fedctl","work":"\#(work)","file":"\#(name)","passes":\#(passes.count),"#
                + #""megabytes_per_second":\#(Int(speed.rounded())),"written":\#(passes.result)}"#)
    }
}
