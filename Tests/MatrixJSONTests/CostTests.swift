import Glibc
import MatrixJSON
import Testing

@Suite("The cost of hostile documents", .serialized)
struct CostTests {
    @Test(
        "A hundred thousand members in whatever order are sorted and found in seconds",
        arguments: ["shuffled", "descending", "long-prefixes", "escaped"])
    func manyMembers(kind: String) throws {
        let count = 100_000
        let prefix = kind == "long-prefixes" ? String(repeating: "x", count: 40) : ""
        let first = kind == "escaped" ? "\\u0061" : "a"
        var text = "{"
        for index in 0..<count {
            if index > 0 { text += "," }
            let number = kind == "descending" ? count - index : index * 7919 % count
            text += "\"\(first)\(prefix)\(number)\":\(index)"
        }
        let bytes = Array((text + "}").utf8)
        // Generous, for a build without optimisation: what is quadratic takes many minutes.
        let seconds = try time {
            let canonical = try canonicalize(bytes)
            let document = try JSONDocument(parsing: bytes)
            #expect(document.root.value.canonicalBytes() == canonical)
            #expect(throws: JSONSyntaxError.self) {
                try canonicalize(bytes.dropLast() + Array(#","a0":1,"a0":2}"#.utf8))
            }
        }
        #expect(seconds < 30)
    }

    @Test("Objects out of order at every depth are not copied once a level")
    func deepAndLarge() throws {
        let filler = String(repeating: "x", count: 4_000_000)
        var text = ""
        for _ in 0..<500 { text += #"{"b":"# }
        text += "\"\(filler)\""
        for _ in 0..<500 { text += #","a":1}"# }
        let bytes = Array(text.utf8)
        let seconds = try time { () throws -> Void in
            let canonical = try canonicalize(bytes)
            #expect(canonical.count == bytes.count)
        }
        // Once a level would be two gigabytes.
        #expect(seconds < 5)
    }

    @Test("An exponent of many digits and a number of many digits end soon")
    func largeNumbers() throws {
        let digits = String(repeating: "9", count: 1_000_000)
        let zeros = String(repeating: "0", count: 1_000_000)
        for text in ["1e\(digits)", "1e-\(digits)", digits, "1\(zeros)e-1000000"] {
            _ = try? canonicalize(Array(text.utf8))
        }
        #expect(try canonicalize(Array("1\(zeros)e-1000000".utf8)) == [0x31])
    }

    @Test("The deepest document needs no more stack than a small thread has")
    func smallThread() throws {
        let done = try onSmallThread {
            for (open, close) in [("[", "]"), (#"{"b":1,"a":"#, "}")] {
                var text = ""
                for _ in 0..<512 { text += open }
                text += open == "[" ? "" : "1"
                for _ in 0..<512 { text += close }
                let bytes = Array(text.utf8)
                let canonical = try? canonicalize(bytes)
                let value = try? JSONValue(parsing: bytes)
                guard let canonical, let value, value.canonicalBytes() == canonical, value == value,
                    value.hashValue == value.hashValue
                else { return false }
            }
            return true
        }
        #expect(done)
    }

    private func time(_ work: () throws -> Void) rethrows -> Double {
        let start = threadTime()
        try work()
        return threadTime() - start
    }

    /// The seconds of the processor that this thread has used.
    private func threadTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Runs `work` on a thread with 512 kB of stack.
    private func onSmallThread(_ work: @escaping @Sendable () -> Bool) throws -> Bool {
        final class Box {
            let work: @Sendable () -> Bool
            var result = false
            init(_ work: @escaping @Sendable () -> Bool) { self.work = work }
        }
        let box = Box(work)
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 512 * 1024)
        defer { pthread_attr_destroy(&attributes) }
        var thread = pthread_t()
        let status = pthread_create(
            &thread, &attributes,
            { context in
                guard let context else { return nil }
                let box = Unmanaged<Box>.fromOpaque(context).takeUnretainedValue()
                box.result = box.work()
                return nil
            }, Unmanaged.passUnretained(box).toOpaque())
        try #require(status == 0)
        pthread_join(thread, nil)
        return box.result
    }
}
