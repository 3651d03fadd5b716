package import Terminal

/// Which key does which command line.
package struct Keymap: Equatable, Sendable {
    /// The keys that open the prefix table.
    package var prefixes: [Key]
    /// After the prefix: key to command line.
    package var prefixTable: [Key: String]

    package init(prefixes: [Key] = [], prefixTable: [Key: String] = [:]) {
        self.prefixes = prefixes
        self.prefixTable = prefixTable
    }
}
