package import Commands

extension ShellLink {
    /// A link for the commands of a table. A `#` word that is no command and near to none is a
    /// comment like any other, about which nothing is said.
    package init(token: String, start: Start, table: CommandTable) {
        self.init(
            token: token, start: start, isCommand: table.accepts,
            explain: { line in
                do throws(CallError) {
                    _ = try table.call(line: line)
                    return nil
                } catch .unknownCommand(_, nearest: nil) {
                    return nil
                } catch {
                    return "#\(line): \(error.description)"
                }
            })
    }
}
