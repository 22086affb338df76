import FederationCore
import Testing

@Suite("Server names")
struct ServerNameTests {
    @Test(
        "A port that is no port is named in the error",
        arguments: [("example.org:", ""), ("example.org:x", "x"), ("example.org:65536", "65536")])
    func rejectsPort(text: String, port: String) {
        #expect(throws: ServerNameError.invalidPort(port)) {
            try ServerName(parsing: text)
        }
    }
}
