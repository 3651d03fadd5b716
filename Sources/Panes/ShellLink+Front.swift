import Containers
package import Terminal

// The shell in front, connected on request, and the ones that wait behind it.
extension ShellLink {
    /// What is remembered of a shell that waits until the one in front is over.
    struct Outer {
        var lastSequence: Int
        var shell: Shell?
        var program: String?
        var missing: String?
        var isConnected: Bool
        var hasBootFailed: Bool
        var phase: Phase
    }

    /// Seconds in which a shell in front must have taken the loader up.
    private static let connectTime = 3.0

    /// Whether the container's own shell isn't there yet.
    package var isStarting: Bool { phase == .booting && outers.isEmpty }

    /// The number to attach with: only the session's own shell is known then.
    package var sessionSequence: Int { outers.first?.lastSequence ?? lastSequence }

    /// Whether the shell in front was connected on request.
    var isInner: Bool { !outers.isEmpty }

    /// Starts the shell in front anew, one that paks didn't start, so that it can be spoken with: a
    /// word is typed into whatever has the terminal.
    ///
    /// Its secret is made of the session's, which can't be made of it: a shell on another machine
    /// can't speak for the one behind it.
    package mutating func connect(at seconds: Double) -> [Action] {
        var actions: [Action] = []
        if let obstacle = obstacleToConnecting { return [.hint(obstacle)] }
        let inner = String(SHA256.hexadecimal(Array("\(token);\(seconds)".utf8)).prefix(32))
        outers.append(
            Outer(
                lastSequence: lastSequence, shell: shell, program: program, missing: missing,
                isConnected: isConnected, hasBootFailed: hasBootFailed, phase: phase))
        filter.add(token: inner)
        filter.expectsBoot = true
        loader = Loader(token: inner)
        (shell, program, missing) = (nil, nil, nil)
        (isConnected, hasBootFailed) = (false, false)
        lastSequence = -1
        phase = .booting
        bootEnds = seconds + Self.connectTime
        // What other keys than letters made of the line can't be told; the line editors of all
        // shells know this key, and the kernel does.
        let isEmpty = evidence.line?.isEmpty == true
        evidence.clear()
        actions.append(.writeShell((isEmpty ? [] : [0x15]) + Loader.typedWord))
        settle(&actions, at: seconds)
        return actions
    }

    /// The same, unless the screen shows that no shell waits for a line: where a program has all of
    /// it, seems to ask for a password, or something stands typed, nothing is typed.
    package mutating func connect(_ screen: borrowing Screen, at seconds: Double) -> [Action] {
        guard obstacleToConnecting == nil else { return connect(at: seconds) }
        if screen.modes.alternateScreen {
            return [.hint("a program has the whole screen; connect at a shell's prompt")]
        }
        let row = screen.logicalLine(at: screen.cursorPoint.row)
        let words = row.lowercased()
        if words.hasSuffix(":"), ["passwor", "passphrase"].contains(where: words.contains) {
            return [
                .hint("the program in front asks for a password; connect at a shell's prompt")
            ]
        }
        let plain = (evidence.line ?? []).split(separator: 0x1b, omittingEmptySubsequences: false)
        let typed = String(decoding: plain.count == 1 ? plain[0] : [], as: UTF8.self)
        if let last = typed.lastIndex(where: { $0 != " " }), row.hasSuffix(typed[...last]) {
            return [.hint("a line is half typed; connect at an empty prompt")]
        }
        return connect(at: seconds)
    }

    /// Why nothing can be connected now.
    private var obstacleToConnecting: String? {
        switch phase {
        case .atPrompt, .asked, .blocked: "the shell in front is connected already"
        case .booting: "a shell is being connected already"
        case .running, .unconnected:
            isMuted || exchange.kind != nil
                ? "the shell in front is being asked something; connect it again" : nil
        }
    }

    /// The shells in front are over: one behind them has spoken, or the last wasn't one.
    mutating func goBack(to level: Int, _ actions: inout [Action], at seconds: Double) {
        let outer = outers[level]
        abandonExchange(&actions, at: seconds)
        outers.removeLast(outers.count - level)
        filter.keepTokens(level + 1)
        filter.expectsBoot = false
        (shell, program, missing) = (outer.shell, outer.program, outer.missing)
        (isConnected, hasBootFailed) = (outer.isConnected, outer.hasBootFailed)
        lastSequence = outer.lastSequence
        phase = outer.phase
        (isMuted, isPromptAgain, promptIsComing, promptStands) = (false, false, false, nil)
        (bootEnds, loader, line) = (nil, nil, nil)
        takenBack = []
        evidence.clear()
        release(&actions, at: seconds)
    }
}
