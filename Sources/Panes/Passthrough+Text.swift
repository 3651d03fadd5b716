// What a terminal without panes is given.
extension Passthrough {
    /// Text without anything that a terminal would act upon.
    static func printable(_ line: Substring) -> String {
        var text = ""
        for scalar in line.unicodeScalars
        where scalar == "\t" || scalar.properties.generalCategory != .control {
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}
