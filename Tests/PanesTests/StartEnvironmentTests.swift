import Commands
import Configuration
import Terminal
import Testing

@testable import Panes

/// What `--env` names, where the shell that starts can't be spoken with.
@Suite struct StartEnvironmentTests {
    static let token = "0123456789abcdef0123456789abcdef"

    /// What a container's terminal shows until its shell runs.
    struct Boot: Sendable {
        var messages: [String]
        var reason: String?
        /// The loader never gets to its end.
        var isStuck = false
    }

    static let boots = [
        Boot(
            messages: ["S;/bin/yash;YASH=2.52", "B;/bin/yash;"], reason: "paks doesn't know yash"),
        Boot(
            messages: ["S;/bin/zsh;BASH=;ZSH=5.9;", "B;/bin/zsh;", "H;zsh;5.9;1;stty"],
            reason: "the container has no stty"),
        Boot(
            messages: ["S;/bin/bash;BASH=5.2.15;"],
            reason: "the shell didn't take its start-up code", isStuck: true),
        Boot(messages: ["S;/bin/bash;BASH=5.2.15;", "B;/bin/bash;", "H;bash;5.2.15;1"]),
    ]

    private static func bytes(_ boot: Boot) -> [UInt8] {
        let messages = boot.messages.enumerated().map { "\(token);\($0.offset);\($0.element)" }
        return Array((["boot;1"] + messages).map { "\u{1b}]7717;\($0)\u{07}" }.joined().utf8)
    }

    private static func link() -> ShellLink {
        ShellLink(token: token, start: .boot(shell: "auto"), table: .standard)
    }

    @Test(arguments: boots)
    func `without the full screen it is said that nothing was loaded, and what would be`(
        _ boot: Boot
    ) {
        var run = Passthrough(
            size: Size(columns: 80, rows: 24),
            info: WorkspaceInfo(
                engine: "docker", image: "x", session: "x", saveName: "x",
                environments: ["github", "x"]),
            link: Self.link(), keymap: Keymap())
        var effects = run.receive(Self.bytes(boot).span, at: 1)
        if boot.isStuck { effects += run.handle(.timer(.shellAnswer), at: 12) }
        let shown = effects.flatMap { effect -> [UInt8] in
            if case .show(let bytes) = effect { bytes } else { [] }
        }
        let text = String(decoding: shown, as: UTF8.self)
        guard let reason = boot.reason else {
            #expect(!text.contains("nothing was loaded"))
            #expect(effects.lines == ["envload github", "envload x"])
            return
        }
        #expect(
            text.contains(
                "nothing was loaded from github, x: \(reason); variables can be set in bash, zsh"))
        #expect(effects.lines == [])
        // Once is enough.
        let later = run.receive(Array("$ ".utf8).span, at: 13)
        #expect(later == [.show(Array("$ ".utf8))])
    }

    @Test(arguments: boots)
    func `full screen it is the same`(_ boot: Boot) throws {
        var workspace = Workspace(
            size: Size(columns: 120, rows: 30),
            info: WorkspaceInfo(
                engine: "docker", image: "debian", session: "fox", saveName: "x",
                environments: ["github"]), link: Self.link(),
            keymap: try Keymap(Settings.Keys()) { CommandTable.standard.explanation(of: $0) })
        var effects = workspace.receive(Self.bytes(boot).span, at: 1)
        if boot.isStuck { effects += workspace.handle(.timer(.shellAnswer), at: 12) }
        let said = workspace.messages.map(\.text)
        #expect(
            said.contains { $0.hasPrefix("nothing was loaded from github") } == (boot.reason != nil)
        )
        #expect(effects.lines.contains("envload github") == (boot.reason == nil))
    }
}
