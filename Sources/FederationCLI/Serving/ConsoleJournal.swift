import FederationCore
import Rendering
import TestHomeserver

/// Writes a line an exchange to standard error.
struct ConsoleJournal: ExchangeRecording {
    /// Where the lines go.
    let console: any Console

    func record(_ record: ExchangeRecord) {
        console.note(JournalLine(record).text)
    }
}
