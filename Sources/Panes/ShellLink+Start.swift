import Commands

// The loader's part: the shell is found, given its start-up code, and becomes what the person sees.
extension ShellLink {
    /// Seconds from the first output in which the loader must have said that it waits.
    static let waitTime = 30.0
    /// Seconds in which it must have taken its lines.
    private static let bootTime = 10.0

    mutating func boot(_ actions: inout [Action], at seconds: Double) {
        guard phase == .booting, let loader else { return }
        filter.expectsBoot = false
        isMuted = true
        bootEnds = seconds + Self.bootTime
        actions.append(.writeShell(loader.search))
    }

    /// The loader has found the shell: `PATH;ANSWER`, what it answered to the probe.
    mutating func found(_ data: [UInt8], _ actions: inout [Action], at seconds: Double) {
        guard phase == .booting, isMuted, program == nil, let loader else { return }
        let path = data.prefix { $0 != 0x3b }
        program = path.split(separator: 0x2f).last.map { String(decoding: $0, as: UTF8.self) }
        shell = Shell.recognized(in: String(decoding: data[path.endIndex...], as: UTF8.self))
        if shell == nil, !outers.isEmpty {
            actions.append(.writeShell(loader.cancel))
            actions.append(.hint("paks doesn't know \(program ?? "the shell in front")"))
            return goBack(to: outers.count - 1, &actions, at: seconds)
        }
        actions.append(.writeShell(loader.start(shell)))
    }

    /// The loader is done and becomes the shell: `PATH`, or `PATH;WHAT` where something is missing
    /// that the shell would need.
    mutating func booted(_ data: [UInt8], _ actions: inout [Action], at seconds: Double) {
        guard phase == .booting else { return }
        isMuted = false
        lack(data.split(separator: 0x3b).dropFirst().first)
        // What was typed so far is echoed once, by the prompt that it belongs to.
        if shell != nil, !queue.isEmpty { holdEnds = seconds + Self.bootTime / 2 }
        leaveBoot(&actions, at: seconds)
    }

    /// Takes note of what the container is said to lack.
    mutating func lack(_ name: ArraySlice<UInt8>?) {
        guard let name, !name.isEmpty else { return }
        missing = String(decoding: name.prefix(80), as: UTF8.self)
    }

    static let isNoShell = "the program in front isn't a shell that paks can speak with"

    mutating func bootFailed(_ actions: inout [Action], at seconds: Double) {
        let isStuck = isMuted
        isMuted = false
        filter.expectsBoot = false
        guard outers.isEmpty else {
            actions.append(.hint(Self.isNoShell))
            return goBack(to: outers.count - 1, &actions, at: seconds)
        }
        hasBootFailed = isStuck
        leaveBoot(&actions, at: seconds)
        if isStuck {
            actions.append(.hint("the shell didn't take its start-up code; # commands are off"))
        }
    }

    private mutating func leaveBoot(_ actions: inout [Action], at seconds: Double) {
        bootEnds = nil
        phase = .unconnected
        release(&actions, at: seconds)
    }
}
