import Commands
import Containers

/// What is remembered of the live shell's environment: enough to see that it is another, and none of
/// its values.
struct Exported: Equatable {
    /// Of all names and values.
    var digest: String
    /// The number of the prompt at which it was so.
    var prompt: Int

    init(_ variables: [ShellRequest.Variable], prompt: Int) {
        var bytes: [UInt8] = []
        for variable in variables.sorted(by: { $0.name < $1.name }) {
            bytes += Array(variable.name.utf8) + [0x3d] + variable.value + [0]
        }
        digest = SHA256.hexadecimal(bytes)
        self.prompt = prompt
    }
}

// What the environments pane knows of the live shell: asked of the shell itself, behind every line
// that may have changed it, while somebody can see it.
extension Workspace {
    /// Seconds after a prompt in which nobody may have typed anything for the shell to be asked.
    private static var idleTime: Double { 0.1 }

    /// Loads what was named at the start.
    mutating func loadEnvironments(_ effects: inout [Effect]) {
        guard link.limitation == nil else { return }
        for name in info.environments {
            run("envload \(Grammar.quoted(name))", from: .keys, &effects)
        }
        info.environments = []
    }

    /// Asks the shell and reads the files anew.
    mutating func refreshEnvironments(_ effects: inout [Effect]) {
        areFilesUnread = true
        if !isAskingEnvironment { askEnvironment(&effects) }
    }

    /// Hands a request to the shell, and asks behind it what came of it.
    mutating func ask(
        _ request: ShellRequest, from asker: ShellLink.Asker, _ effects: inout [Effect]
    ) {
        perform(link.ask(request, from: asker, at: now), &effects)
        guard case .change = request else { return }
        // Its files may have been changed from elsewhere, too.
        areFilesUnread = true
        link.withdraw(.screen)
        askEnvironment(&effects)
    }

    private mutating func askEnvironment(_ effects: inout [Effect]) {
        isAskingEnvironment = true
        perform(link.ask(.environmentNow, from: .screen, at: now), &effects)
    }

    /// Has the shell asked a little later, where a line is over and the pane can be seen.
    mutating func watchEnvironments(_ effects: inout [Effect]) {
        guard link.promptCount != watchedPrompt, link.isAtEmptyPrompt else { return }
        watchedPrompt = link.promptCount
        guard isShown(.environments), !isAskingEnvironment, link.shell?.canBeAskedFreely != false
        else { return }
        effects.append(.timer(.environments, seconds: Self.idleTime))
    }

    /// Asks the shell if nobody has typed anything since the prompt: keys that nobody pressed would
    /// end a menu or a search that is open in it.
    mutating func askIfIdle(_ effects: inout [Effect]) {
        guard link.isAtEmptyPrompt, link.promptCount == watchedPrompt, !isAskingEnvironment,
            sides.exported?.prompt != watchedPrompt
        else { return }
        askEnvironment(&effects)
    }

    /// Compares anew where something is another.
    mutating func learnEnvironment(_ reply: Reply, _ effects: inout [Effect]) {
        isAskingEnvironment = false
        if case .environment(let variables) = reply {
            let exported = Exported(variables, prompt: link.promptCount)
            if exported.digest != sides.exported?.digest { areFilesUnread = true }
            sides.exported = exported
        }
        guard areFilesUnread else { return }
        areFilesUnread = false
        run("envlist", from: .workspace, environment: reply, &effects)
    }

    /// Shows a new list. What was known of the shell holds while it can't be asked, since only it
    /// can change its environment itself.
    mutating func show(environments rows: [EnvironmentRow]) {
        let before = Dictionary(
            sides.environments.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        sides.environments = rows.map { row in
            guard row.state == nil, row.error == nil, let old = before[row.name],
                old.variables == row.variables
            else { return row }
            return old
        }
    }

    /// What the pane is called: a shell that can't be asked at its prompt may have changed since.
    var environmentsTitle: String {
        guard link.shell?.canBeAskedFreely == false, let exported = sides.exported,
            exported.prompt != link.promptCount
        else { return PaneName.environments.title }
        return PaneName.environments.title + " as last seen"
    }

    /// Whether a side pane is on the screen.
    func isShown(_ pane: PaneName) -> Bool {
        layout.sides.count == PaneName.allCases.count || (!layout.sides.isEmpty && tab == pane)
    }
}
