/// The rule for names that become the names of files: environments, themes, command sets.
package enum FileName {
    /// The longest name, in bytes; room is left below the 255 of a file system for an ending.
    package static let limit = 200

    /// Whether a name is made of `[A-Za-z0-9._-]`, and neither hidden nor like an option.
    ///
    /// A name that begins with a dot is refused: `.` and `..` are folders, and files that paks
    /// itself makes beside the named ones begin with one.
    package static func allows(_ name: String) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= limit else { return false }
        guard first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}
