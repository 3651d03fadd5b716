import Containers
import Glibc
import Host

/// One item of a list: its fields in order.
struct ListRow {
    let fields: [(name: String, value: String)]

    init(_ fields: [(String, String)]) { self.fields = fields.map { (name: $0.0, value: $0.1) } }
}

/// Prints a list: on a terminal in columns, elsewhere one item a line with tabs between the fields,
/// or as a JSON array.
func printList(_ rows: [ListRow], _ format: ListOptions.Format) {
    switch format {
    case .json:
        let items = rows.map { row in
            JSON.object(row.fields.map { JSON.Member($0.name, .string($0.value)) })
        }
        print(JSON.array(items).pretty)
    case .text where isatty(1) == 1:
        let count = rows.map(\.fields.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.fields.count ? $0.fields[column].value.count : 0 }.max() ?? 0
        }
        for row in rows {
            let cells = row.fields.enumerated().map { column, field in
                column == row.fields.count - 1
                    ? field.value
                    : field.value
                        + String(repeating: " ", count: widths[column] - field.value.count)
            }
            print(cells.joined(separator: "  "))
        }
    case .text:
        for row in rows { print(row.fields.map(\.value).joined(separator: "\t")) }
    }
}

/// Prints bytes as they are, after all that was printed before.
func printBytes(_ bytes: [UInt8]) {
    fflush(nil)
    Standard.write(bytes, to: 1)
}
