import Commands
import Testing

@testable import Panes

/// What the live shell is to run where a POSIX shell speaks for it.
@Suite struct ShellStatementTests {
    @Test func `values are ASCII in the C shell's words, whatever is in them`() {
        let value: [UInt8] = Array("a b'!\\\n".utf8) + [0xff]
        #expect(
            ShellStatement.set(name: "A", value: value).csh.map {
                String(decoding: $0, as: UTF8.self)
            } == [#"setenv A 'a b'\'''\!''\\''"$__paks_b[1]:q"''"$__paks_b[129]:q"'';"#])
        let all = ShellStatement.set(name: "A", value: [UInt8](1...255)).csh
        #expect(all.joined().allSatisfy { $0 < 128 })
    }

    @Test func `a long value comes in parts that fit into lines of 1000 bytes`() {
        let request = ShellRequest.change(
            set: [.init(name: "A", value: [UInt8](repeating: 0xff, count: 500))], unset: ["B"],
            directory: "/a b")
        let lines = ShellLink.messages(for: request, to: .tcsh).messages
            .flatMap { $0.split(separator: 0x0a) }
        #expect(lines.allSatisfy { $0.count <= 1000 })
        #expect(lines.filter { $0.starts(with: Array("t ".utf8)) }.count == 12 + 2)
    }

    @Test func `every command is a word that tcsh knows`() {
        let code = String(decoding: Shell.tcsh.code(), as: UTF8.self)
        let list = code.split(separator: "foreach __paks_i (")[1].prefix { $0 != ")" }
        #expect(
            list.split(separator: " ").map(String.init).sorted()
                == CommandTable.standard.commands.map(\.name).sorted())
    }
}
