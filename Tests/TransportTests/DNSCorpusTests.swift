import FederationCore
import Foundation
import TestSupport
import Testing

@testable import Transport

@Suite("The corpus of the fuzzer of DNS messages")
struct DNSCorpusTests {
    @Test("Every message is read or refused, and what was read ends")
    func corpus() throws {
        let folder = "Tests/Fuzz/dns/corpus"
        let names = try FileManager.default.contentsOfDirectory(atPath: ProjectFile.path(folder))
        #expect(!names.isEmpty)
        for name in names {
            let bytes = try ProjectFile.bytes("\(folder)/\(name)")
            do throws(DNSMessageError) {
                let message = try DNSMessage(parsing: bytes)
                for type in DNSQuestion.RecordType.allCases {
                    let path = [message.answers.first?.owner ?? DNSName(labels: [[0x61]])]
                    let reading = DNSReading(message, type: type, path: path, timeToLive: nil)
                    #expect(reading.path.count <= DNSReading.mostAliases + 2)
                }
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }
}
