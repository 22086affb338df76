/// The fuzz target of DNS messages: whatever comes, it is read or refused, an error points into the message,
/// and a name that was read can be written and read again.
@c(LLVMFuzzerTestOneInput)
public func fuzzDNS(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    do throws(DNSMessageError) {
        let message = try DNSMessage(parsing: bytes)
        for record in message.answers {
            precondition(record.owner.wireBytes.count <= 255)
            guard let again = try? DNSName(parsing: record.owner.description) else {
                preconditionFailure("a name cannot be read again")
            }
            precondition(again == record.owner)
        }
        for type in DNSQuestion.RecordType.allCases {
            let path = [message.answers.first?.owner ?? DNSName(labels: [[0x61]])]
            let reading = DNSReading(message, type: type, path: path, timeToLive: nil)
            precondition(reading.path.count <= DNSReading.mostAliases + 2)
            if case .outcome(.found, let records) = reading.conclusion {
                precondition(!records.isEmpty)
            }
        }
    } catch {
        precondition(!error.description.isEmpty)
        precondition(error.offset >= 0 && error.offset <= bytes.count)
    }
    return 0
}

extension DNSMessageError {
    /// Where the mistake is.
    fileprivate var offset: Int {
        switch self {
        case .ends(let offset, _), .forwardPointer(let offset), .unknownLabel(let offset),
            .longName(let offset), .badData(_, let offset):
            offset
        }
    }
}
