import Glibc
import Testing

@testable import Host

@Suite struct FilesTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = "/tmp/paks-files-\(Random.hexadecimal(6))"
        try Files.makeFolders(folder + "/a/b", mode: 0o700)
        defer { try? Files.removeTree(folder) }
        try body(folder)
    }

    private func mode(_ path: String) -> UInt32 {
        var status = stat()
        stat(path, &status)
        return status.st_mode & 0o777
    }

    @Test("A file is written whole, with its mode, and nothing is left beside it (D46)")
    func write() throws {
        try withFolder { folder in
            let path = folder + "/a/file"
            try Files.writeAtomically([1, 2], to: path, mode: 0o600)
            try Files.writeAtomically([3], to: path, mode: 0o600)
            #expect(try Files.read(path) == [3])
            #expect(mode(path) == 0o600)
            #expect(mode(folder + "/a") == 0o700)
            #expect(try Files.list(folder + "/a").sorted() == ["b", "file"])
        }
    }

    @Test("Writing through a link changes the file that it leads to")
    func link() throws {
        try withFolder { folder in
            try Files.writeAtomically([1], to: folder + "/real", mode: 0o600)
            symlink("real", folder + "/link")
            try Files.writeAtomically([2], to: folder + "/link", mode: 0o600)
            #expect(try Files.read(folder + "/real") == [2])
            var status = stat()
            lstat(folder + "/link", &status)
            #expect(status.st_mode & S_IFMT == S_IFLNK)
        }
    }

    @Test("What can't be written is an error that names the path")
    func failure() throws {
        #expect(throws: HostError.failed("write", on: "/proc/nowhere/x", errno: ENOENT)) {
            try Files.writeAtomically([1], to: "/proc/nowhere/x", mode: 0o600)
        }
    }

    @Test("A write that fails leaves the file as it was, and nothing beside it (D54)")
    func failureKeeps() throws {
        try withFolder { folder in
            let path = folder + "/a/file"
            try Files.writeAtomically([1, 2], to: path, mode: 0o600)
            // The name of what is written first is longer than a file system takes.
            let long = folder + "/a/" + String(repeating: "n", count: 250)
            try Files.create(long, mode: 0o600)
            #expect(throws: HostError.self) {
                try Files.writeAtomically([3], to: long, mode: 0o600)
            }
            #expect(try Files.read(long) == [])
            #expect(try Files.read(path) == [1, 2])
            #expect(try Files.list(folder + "/a").count == 3)
        }
    }

    @Test("An empty file is made once, and what is in it stays")
    func create() throws {
        try withFolder { folder in
            try Files.create(folder + "/note", mode: 0o600)
            #expect(mode(folder + "/note") == 0o600)
            try Files.writeAtomically([1], to: folder + "/note", mode: 0o600)
            try Files.create(folder + "/note", mode: 0o600)
            #expect(try Files.read(folder + "/note") == [1])
        }
    }

    @Test("Removing a tree removes links, and not what they lead to")
    func remove() throws {
        try withFolder { folder in
            try Files.writeAtomically([1], to: folder + "/kept", mode: 0o600)
            symlink("../kept", folder + "/a/link")
            try Files.removeTree(folder + "/a")
            #expect(Files.kind(folder + "/a") == nil)
            #expect(Files.kind(folder + "/kept") == .file)
        }
    }

    @Test("Lines are cut from a stream wherever it is split")
    func lines() {
        var reader = LineReader(limit: 4)
        #expect(reader.lines([0x61][...]) == [])
        #expect(reader.lines([0x62, 0x0a, 0x0a, 0x63][...]) == [[0x61, 0x62], []])
        #expect(reader.lines([1, 2, 3, 4, 5][...]) == [])
        #expect(reader.lines([0x0a][...]) == [[0x63, 1, 2, 3]])
        #expect(reader.lines([1, 2, 3, 4, 5, 0x0a][...]) == [[1, 2, 3, 4]])
    }

    @Test("A socket answers its owner, is replaced when its owner died, and not while he lives")
    func socket() throws {
        try withFolder { folder in
            // Longer than an address holds.
            let deep = folder + "/" + String(repeating: "d", count: 120)
            try Files.makeFolders(deep, mode: 0o700)
            let path = deep + "/socket"
            let server = try SocketServer(path: path)
            #expect(mode(path) == 0o600)
            #expect(throws: HostError.socketInUse(path)) { _ = try SocketServer(path: path) }
            _ = try server.accept()
            var client = try SocketConnection(path: path)
            client.send([0x68, 0x0a])
            let connection = try server.accept()
            var buffer = [UInt8](repeating: 0, count: 16)
            if let connection {
                #expect(try connection.read(into: &buffer) == .bytes(2))
            } else {
                Issue.record("no connection")
            }
            #expect(mode(path) == 0o600)
        }
    }

    @Test("Waiting for a socket's other side ends with its words, its end, or the time")
    func patience() throws {
        try withFolder { folder in
            let server = try SocketServer(path: folder + "/socket")
            let client = try SocketConnection(path: folder + "/socket")
            var waited = client.waitForInput(within: 0.01)
            #expect(!waited)
            var buffer = [UInt8](repeating: 0, count: 4)
            if var other = try server.accept() {
                other.send([1])
                waited = client.waitForInput(within: 10)
                let chunk = try client.read(into: &buffer)
                #expect(waited && chunk == .bytes(1))
            } else {
                Issue.record("no connection")
            }
            waited = client.waitForInput(within: 10)
            let chunk = try client.read(into: &buffer)
            #expect(waited && chunk == .end)
        }
    }
}
