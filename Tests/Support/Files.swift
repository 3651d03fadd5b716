import Glibc

/// The names in a folder, but for the two dots; none where there is no folder.
package func entries(of folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
}

/// A file's bytes; `nil` when it can't be read.
package func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        if count == 0 { return bytes }
        guard count > 0 else { return nil }
        bytes += buffer[..<count]
    }
}

/// Writes a file that its owner alone may read, with the folders above it.
package func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8)[...], to: path)
}

package func write(_ bytes: ArraySlice<UInt8>, to path: String) throws {
    makeFolders(above: path)
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure("can't write \(path): \(errorText())") }
    defer { close(descriptor) }
    guard
        bytes.withUnsafeBytes({ Glibc.write(descriptor, $0.baseAddress, $0.count) }) == bytes.count
    else { throw Failure("can't write \(path): \(errorText())") }
}

/// Writes a program that its owner alone may run, with the folders above it.
///
/// Another process writes it: what another thread starts meanwhile has this one's descriptors for a
/// moment, and a file that anybody may still write can't be run (ETXTBSY, execve(2)).
package func writeProgram(_ text: String, to path: String) throws {
    makeFolders(above: path)
    let result = try Command(
        ["/bin/sh", "-c", #"umask 077; printf '%s\n' "$1" >"$0" && chmod u+x "$0""#, path, text],
        environment: ["PATH": "/usr/bin:/bin"]
    ).run()
    guard result.status == 0 else { throw Failure("can't write \(path): \(result.errors)") }
}

private func makeFolders(above path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
        folder += "/" + part
        mkdir(folder, 0o700)
    }
}

/// A file's permission bits; `nil` where there is none.
package func permissions(of path: String) -> UInt32? {
    var information = stat()
    guard lstat(path, &information) == 0 else { return nil }
    return information.st_mode & 0o7777
}
