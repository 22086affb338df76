import MatrixJSON

/// The object whose signature a request carries.
///
/// Spec: <https://spec.matrix.org/v1.19/server-server-api/#request-authentication>
enum RequestObject {
    /// The canonical JSON of the object; `content` is the parsed body, and is left out where there
    /// is no body, whose numbers are read as `numbers` says.
    static func canonicalBytes(
        method: String, target: String, body: [UInt8]?, origin: ServerName, destination: ServerName,
        numbers: NumberReading = .normalizing
    ) throws(JSONSyntaxError) -> [UInt8] {
        var bytes = Array("{".utf8)
        if let body {
            bytes += Array(#""content":"#.utf8)
            bytes += try canonicalize(body, numbers: numbers)
            bytes.append(UInt8(ascii: ","))
        }
        let members = [
            ("destination", destination.description), ("method", method),
            ("origin", origin.description), ("uri", target),
        ]
        for (index, (name, value)) in members.enumerated() {
            bytes += Array("\(index == 0 ? "" : ",")\"\(name)\":".utf8)
            bytes += JSONValue.string(value).canonicalBytes()
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }
}
