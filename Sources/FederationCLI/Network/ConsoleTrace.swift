import FederationCore
import Transport

/// Tells on standard error what goes over the wire: `>` sent, `<` received, `*` done.
struct ConsoleTrace: HTTPTracing {
    /// Where the lines go.
    let console: any Console

    func trace(_ event: HTTPTraceEvent, exchange: UInt64) {
        let line =
            switch event {
            case .information(let text): "* \(text)"
            case .requestLine(let text): "> \(text)"
            case .responseLine(let text): "< \(text)"
            case .requestBody(let bytes): "> (\(bytes) bytes of body)"
            case .responseBody(let bytes): "< (\(bytes) bytes of body)"
            }
        console.note("[\(exchange)] \(line.escapedForTerminal)")
    }
}
