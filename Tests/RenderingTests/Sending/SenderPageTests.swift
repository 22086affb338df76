import FederationChecks
import FederationClient
import Findings
import MatrixJSON
import Rendering
import TestSupport
import Testing

@Suite("Pages of what is sent on purpose")
struct SenderPageTests {
    private static let names =
        CraftedFault.all.map(\.checkID.name) + XMatrixStyle.all.map(\.checkID.name)

    @Test(
        "Every fault and every spelling has a page, for people and for machines", arguments: names)
    func pages(name: String) throws {
        let page = try #require(SenderPage.named(name))
        let text = page.text(style: .plain)
        #expect(text.hasPrefix("\(name): a "))
        #expect(text.contains("\n  the spec demands  ") && text.contains("\n  fix "))
        let schema = try JSONSchema(
            parsing: ProjectFile.bytes("Fixtures/schemas/fedctl.explain.1.json"))
        #expect(schema.problems(of: page.json) == [])
    }

    @Test("No identifier is that of a check or of another page, and an unknown one has no page")
    func identifiers() {
        let all = Self.names + Check.all.map(\.id.name)
        #expect(Set(all).count == all.count)
        #expect(SenderPage.named("craft.nothing") == nil)
    }
}
