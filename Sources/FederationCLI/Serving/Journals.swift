import TestHomeserver

/// Several journals as one.
struct Journals: ExchangeRecording {
    let all: [any ExchangeRecording]

    func record(_ record: ExchangeRecord) {
        for journal in all { journal.record(record) }
    }
}
