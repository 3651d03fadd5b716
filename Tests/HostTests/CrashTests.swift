import Glibc
import Support
import Terminal
import Testing

@Suite("A crash gives the terminal back, on a real pseudo-terminal")
struct CrashTests {
    @Test(
        "Line discipline, screen, cursor and mouse are as before, and the signal tells (D19)",
        arguments: ["bounds", "overflow", "nil", "stack", "abort"])
    func restores(how: String) throws {
        let folder = paksProgram.prefix(
            upTo: paksProgram.lastIndex(of: "/") ?? paksProgram.startIndex)
        let program = try Program(
            ["\(folder)/CrashTrial", how], size: Size(columns: 80, rows: 24),
            environment: ["PATH": "/usr/bin:/bin", "TERM": "xterm-256color"])
        let status = try program.waitForEnd()
        let signals = [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS]
        #expect(signals.contains(status - 128), "status \(status)")
        #expect(program.everPrinted("\u{1b}[?1049h"), "it never took the screen")
        #expect(program.attributes == program.attributesBefore)
        #expect(program.picture.modes == program.pictureBefore.modes)
        #expect(program.picture.cursorIsVisible)
    }
}
