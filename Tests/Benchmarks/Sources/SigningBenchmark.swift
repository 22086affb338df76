import FederationCore

/// How many messages of 1,000 bytes a second are signed and verified, on one core and on two.
///
/// `ed25519_loop.c` does the same to the same messages.
enum SigningBenchmark {
    private static let messageCount = 1000

    static func run() async throws {
        let seed = try SigningSeed(bytes: Array(1...32))
        let key = try SigningKey(keyID: KeyID(parsing: "ed25519:bench"), seed: seed)
        let messages = (0..<messageCount).map { number in
            (0..<1000).map { UInt8(truncatingIfNeeded: number &* 7 &+ $0 &* 13) }
        }
        let signatures = messages.map { key.sign($0) }
        for cores in [1, 2] {
            let signing = await Stopwatch.measure(cores: cores) {
                var sum = 0
                for message in messages { sum &+= Int(key.sign(message)[0]) }
                return sum
            }
            report("sign", cores, signing)
            let verifying = await Stopwatch.measure(cores: cores) {
                var sum = 0
                for (message, signature) in zip(messages, signatures)
                where key.publicKey.isValid(signature, for: message) { sum += 1 }
                return sum
            }
            precondition(verifying.results.allSatisfy { $0 == messageCount })
            report("verify", cores, verifying)
        }
    }

    private static func report(_ work: String, _ cores: Int, _ time: Stopwatch) {
        let count = Double(messageCount * cores)
        print(
            #"{"tool":"fedctl","work":"\#(work)","cores":\#(cores),"#
                + #""per_second":\#(Int(count / time.wallSeconds)),"#
                + #""per_processor_second":\#(Int(count / time.processorSeconds))}"#)
    }
}
