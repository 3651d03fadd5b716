/// Widths for everybody else who puts text into cells.
package enum CharacterWidth {
    /// Columns that a scalar takes: 0, 1 or 2.
    package static func of(_ scalar: UInt32) -> Int { WidthTable.shared[scalar].width }
}
