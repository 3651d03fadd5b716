import Glibc

/// Files and folders of the host.
package enum Files {
    package enum Kind: Equatable, Sendable { case file, directory, other }

    /// What stands at a path, links followed; `nil` for nothing.
    package static func kind(_ path: String) -> Kind? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .directory
        default: return .other
        }
    }

    package static func read(_ path: String) throws -> [UInt8] {
        let file = Descriptor(owning: open(path, O_RDONLY | O_CLOEXEC))
        guard file.number >= 0 else { throw HostError.current("read", on: path) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = retrying { Glibc.read(file.number, &buffer, buffer.count) }
            guard count >= 0 else { throw HostError.current("read", on: path) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// Writes a file so that it is seen as it was or as it will be, never in between; where the
    /// path is a link, the file that it leads to.
    package static func writeAtomically(_ bytes: [UInt8], to path: String, mode: UInt32) throws {
        let target = realPath(path) ?? path
        let temporary = "\(target).\(Random.hexadecimal(6))"
        let file = Descriptor(
            owning: open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode))
        guard file.number >= 0 else { throw HostError.current("write", on: path) }
        do {
            var queue = OutboundQueue()
            queue.append(bytes)
            guard queue.flush(to: file.number), queue.isEmpty, fsync(file.number) == 0,
                rename(temporary, target) == 0
            else { throw HostError.current("write", on: path) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Makes an empty file, if there is none yet.
    package static func create(_ path: String, mode: UInt32) throws {
        let file = Descriptor(owning: open(path, O_WRONLY | O_CREAT | O_CLOEXEC, mode))
        guard file.number >= 0 else { throw HostError.current("write", on: path) }
    }

    /// Makes a folder and those above it that are missing.
    package static func makeFolders(_ path: String, mode: UInt32) throws {
        if kind(path) == .directory { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try makeFolders(String(path[..<slash]), mode: mode)
        }
        guard mkdir(path, mode) == 0 || errno == EEXIST else {
            throw HostError.current("make the folder", on: path)
        }
    }

    /// The names in a folder, in no order.
    package static func list(_ path: String) throws -> [String] {
        guard let folder = opendir(path) else { throw HostError.current("list", on: path) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes a file, or a folder with all that is in it; links are removed, not followed.
    package static func removeTree(_ path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw HostError.current("remove", on: path) }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            guard unlink(path) == 0 else { throw HostError.current("remove", on: path) }
            return
        }
        for name in try list(path) { try removeTree(path + "/" + name) }
        guard rmdir(path) == 0 else { throw HostError.current("remove", on: path) }
    }

    /// Does something while no other process holds the lock on this file (flock(2)).
    package static func withLock<T>(_ path: String, _ body: () throws -> T) throws -> T {
        let file = Descriptor(owning: open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600))
        guard file.number >= 0, retrying({ flock(file.number, LOCK_EX) }) == 0 else {
            throw HostError.current("lock", on: path)
        }
        return try body()
    }

    /// `HOME`, else what the system knows of this user.
    package static func homeDirectory(_ variables: [String: String]) -> String {
        if let home = variables["HOME"], !home.isEmpty { return home }
        if let entry = getpwuid(getuid()), let home = entry.pointee.pw_dir {
            return String(cString: home)
        }
        return "/"
    }

    /// The directory that this process is in.
    package static var currentDirectory: String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }

    /// A path with every link followed; `nil` when nothing is there.
    package static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// Bytes that nobody can guess (getrandom(2)).
package enum Random {
    package static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// `bytes` random bytes as twice as many lower-case digits.
    package static func hexadecimal(_ count: Int) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes(count).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
