import Testing

@testable import Containers

@Suite struct MountTableTests {
    private let table = MountTable(
        """
        overlay / overlay rw,lowerdir=/a 0 0
        proc /proc proc rw 0 0
        tmpfs /dev tmpfs rw 0 0
        shm /dev/shm tmpfs rw 0 0
        /dev/sda1 /mnt/two\\040words ext4 rw 0 0
        none

        tmpfs /tmp tmpfs rw 0 0
        /dev/sda1 /tmp ext4 rw 0 0
        """)

    @Test(
        "A path is in the deepest mount above it, and in the last of those at one place",
        arguments: [
            ("/", "/", false), ("/etc/passwd", "/", false), ("/dev/shm/x", "/dev/shm", true),
            ("/dev/shm", "/dev/shm", true), ("/dev/shmx", "/dev", true), ("/procx", "/", false),
            ("/proc/1/environ", "/proc", true), ("/mnt/two words/f", "/mnt/two words", false),
            ("/tmp/f", "/tmp", false),
        ])
    func mount(_ path: String, _ place: String, _ isOfTheKernel: Bool) {
        let mount = table.mount(of: path)
        #expect(mount?.place == place)
        #expect(mount?.isOfTheKernel == isOfTheKernel)
    }

    @Test("A table that can't be read has no mounts", arguments: ["", "\n", "x y", "\\"])
    func unreadable(_ text: String) { #expect(MountTable(text).mount(of: "/a") == nil) }
}
