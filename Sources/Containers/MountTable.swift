/// What is mounted where, as `/proc/mounts` tells it (proc(5), fstab(5)).
package struct MountTable: Equatable, Sendable {
    package struct Mount: Equatable, Sendable {
        package var place: String
        /// The file system's type: `overlay`, `tmpfs`, `ext4`, ….
        package var kind: String

        /// Whether the kernel makes its content up or keeps it in memory, so that it is nowhere but
        /// in the running container.
        package var isOfTheKernel: Bool { MountTable.kernelKinds.contains(kind) }
    }

    /// In the order in which they were mounted.
    package let mounts: [Mount]

    /// Reads the table; lines that are none are passed over.
    package init(_ text: String) {
        mounts = text.split(whereSeparator: \.isNewline).compactMap { line in
            let fields = line.split(separator: " ", omittingEmptySubsequences: false)
            guard fields.count >= 3 else { return nil }
            return Mount(place: Self.unescaped(fields[1]), kind: String(fields[2]))
        }
    }

    /// The mount that an absolute path without `.` and `..` is in: the deepest one, of several at one
    /// place the last.
    package func mount(of path: String) -> Mount? {
        var found: Mount?
        for mount in mounts
        where mount.place == "/" || path == mount.place
            || path.hasPrefix(mount.place + "/")
        {
            if mount.place.utf8.count >= found?.place.utf8.count ?? 0 { found = mount }
        }
        return found
    }

    /// Blank, tab, line end and backslash are written as `\\` and three octal digits.
    private static func unescaped(_ field: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(field.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == 0x5c, rest.count >= 3,
                let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
            {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let kernelKinds: Set<String> = [
        "tmpfs", "ramfs", "devtmpfs", "proc", "sysfs", "devpts", "mqueue", "cgroup", "cgroup2",
        "debugfs", "tracefs", "securityfs", "hugetlbfs",
    ]
}
