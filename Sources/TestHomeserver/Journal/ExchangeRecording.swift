/// Is told of every exchange of a homeserver: its journal.
public protocol ExchangeRecording: Sendable {
    /// Takes one record, after the answer has been made; called on many threads at once.
    func record(_ record: ExchangeRecord)
}
