import MatrixJSON
import Rendering

extension DocumentRun.Outcome {
    /// A text, with a line feed at its end where it stands alone.
    init(text: String, isLine: Bool, status: ExitStatus = .success) {
        self.init(output: Array((isLine ? text : text + "\n").utf8), status: status)
    }

    /// An object, on one line where it is one of many.
    init(json: JSONValue, isLine: Bool, status: ExitStatus = .success) {
        self.init(
            text: isLine ? json.lineText : json.prettyText, isLine: isLine, status: status)
    }
}
