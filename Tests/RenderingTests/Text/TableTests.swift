import Rendering
import Testing

@Suite("Tables")
struct TableTests {
    @Test("Columns are as wide as what they hold, and no line ends in spaces")
    func columns() {
        var table = Table([
            .init("SERVER"), .init("PASS", isNumeric: true), .init("FIRST FINDING"),
        ])
        table.addRow(["example.org", "13", "tls.chain"])
        table.addRow(["a.example", "7"])
        #expect(
            table.text == """
                SERVER       PASS  FIRST FINDING
                example.org    13  tls.chain
                a.example       7

                """)
    }

    @Test("A table without rows is its titles")
    func empty() {
        #expect(Table("KEY", "STATE").lines == ["KEY  STATE"])
    }
}
