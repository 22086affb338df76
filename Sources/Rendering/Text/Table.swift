/// A table of text: columns as wide as what they hold, two spaces between them.
///
/// Cells are taken as they are; whoever fills in what a remote host sent escapes it.
public struct Table: Sendable, Hashable {
    /// The columns, from left to right.
    public let columns: [Column]
    /// The rows, from top to bottom.
    public private(set) var rows: [[String]] = []

    /// One column.
    public struct Column: Sendable, Hashable {
        /// What stands above it.
        public var title: String
        /// Whether its cells end, rather than begin, below each other.
        public var isNumeric: Bool

        /// A column.
        public init(_ title: String, isNumeric: Bool = false) {
            self.title = title
            self.isNumeric = isNumeric
        }
    }

    /// A table without rows.
    public init(_ columns: [Column]) {
        self.columns = columns
    }

    /// A table without rows, whose columns hold texts.
    public init(_ titles: String...) {
        self.columns = titles.map { Column($0) }
    }

    /// Adds a row; cells that are missing at its end are empty.
    public mutating func addRow(_ cells: [String]) {
        precondition(cells.count <= columns.count, "a row has no more cells than there are columns")
        rows.append(cells + Array(repeating: "", count: columns.count - cells.count))
    }

    /// The lines of the table, the titles first, none with white space at its end.
    public var lines: [String] {
        Self.align([columns.map(\.title)] + rows, numeric: columns.map(\.isNumeric))
    }

    /// The lines of the table, each with a line feed.
    public var text: String {
        lines.map { $0 + "\n" }.joined()
    }

    /// Puts `rows` below each other, in columns as wide as what they hold.
    public static func align(_ rows: [[String]], numeric: [Bool] = []) -> [String] {
        var widths: [Int] = []
        for row in rows {
            for (index, cell) in row.enumerated() {
                if index == widths.count { widths.append(0) }
                widths[index] = max(widths[index], cell.count)
            }
        }
        return rows.map { row in
            let cells = row.enumerated().map { index, cell in
                let space = String(repeating: " ", count: widths[index] - cell.count)
                let isNumeric = index < numeric.count && numeric[index]
                return isNumeric ? space + cell : cell + space
            }
            let line = cells.joined(separator: "  ")
            guard let last = line.lastIndex(where: { $0 != " " }) else { return "" }
            return String(line[...last])
        }
    }
}
