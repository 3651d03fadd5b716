import Configuration
import Containers

extension Command {
    static let environmentLoad = Command(
        name: "envload", parameters: [Parameter("name", .environmentName, arity: .oneOrMore)],
        summary: "set the variables of named environments in the live shell",
        example: "envload github", needs: .shell, risk: .load
    ) { call, context in
        let store = EnvironmentStore(host: context.host)
        var variables: [ShellRequest.Variable] = []
        var kept: [String] = []
        for name in call.arguments {
            let environment = try store.read(name)
            for variable in environment.variables {
                if !environment.loads(variable.name) {
                    kept.append(variable.name)
                    continue
                }
                let value = try context.resolve(variable.value, of: variable.name)
                // The last environment with a name has it.
                variables.removeAll { $0.name == variable.name }
                variables.append(.init(name: variable.name, value: value))
            }
        }
        let names = call.arguments.joined(separator: ", ")
        let note =
            kept.isEmpty
            ? ""
            : "; not loaded, since it changes what programs run: \(kept.joined(separator: " ")) (a line '# paks: allow \(kept[0])' in the environment's file allows it)"
        try context.load(variables, from: names, note: note)
    }

    static let environmentUnload = Command(
        name: "envunload", parameters: [Parameter("name", .environmentName, arity: .oneOrMore)],
        summary: "unset the variables of named environments in the live shell",
        example: "envunload github", needs: .shell
    ) { call, context in
        let store = EnvironmentStore(host: context.host)
        var names: [String] = []
        for name in call.arguments {
            let environment = try store.read(name)
            // What loading left alone is left alone here too.
            names += environment.variables.map(\.name).filter {
                !names.contains($0) && environment.loads($0)
            }
        }
        switch try context.shell.ask(.change(set: [], unset: names, directory: nil)) {
        case .changed(let refused):
            let count = names.count - refused.count
            let text =
                "unset \(count == 1 ? "1 variable" : "\(count) variables") of "
                + call.arguments.joined(separator: ", ")
            let rest =
                refused.isEmpty
                ? "" : "; the shell refused (readonly): \(refused.joined(separator: " "))"
            context.report(.result(status: refused.isEmpty ? 0 : 1, text + rest))
        case .unavailable(let why): throw CommandFailure("can't reach the live shell: \(why)")
        case .environment: throw CommandFailure("the live shell gave the wrong answer")
        }
    }

    static let environmentHost = Command(
        name: "envhost", parameters: [Parameter("key", .variableName, arity: .oneOrMore)],
        summary: "set variables of the host in the live shell", example: "envhost GITHUB_TOKEN",
        needs: .shell, risk: .host
    ) { call, context in
        let variables = try call.arguments.map { name in
            guard let value = context.host.variable(name) else {
                throw CommandFailure("no variable '\(name)' on the host; nothing was set")
            }
            guard !DangerousNames.contains(name) else {
                throw CommandFailure(
                    "'\(name)' changes what programs run and isn't taken from the host; nothing was set (an environment may have it: \(name)=env://\(name) under '# paks: allow \(name)')"
                )
            }
            return ShellRequest.Variable(name: name, value: Array(value.utf8))
        }
        try context.load(variables, from: "the host")
    }

    static let environmentSave = Command(
        name: "envsave",
        parameters: [
            Parameter("name", .environmentName), Parameter("key", .assignment, arity: .oneOrMore),
        ],
        summary: "keep variables in a named environment: their present value, or the one given",
        example: "envsave github GITHUB_TOKEN", needs: .container, risk: .save
    ) { call, context in
        let words = call.arguments.dropFirst()
        var live: [ShellRequest.Variable]?
        let variables = try words.map { word -> ShellRequest.Variable in
            if let equals = word.firstIndex(of: "=") {
                return .init(
                    name: String(word[..<equals]),
                    value: Array(word[word.index(after: equals)...].utf8))
            }
            if live == nil { live = try context.liveEnvironment() }
            guard let variable = live?.last(where: { $0.name == word }) else {
                throw CommandFailure(
                    "no variable '\(word)' is exported in the shell; nothing was saved")
            }
            return variable
        }
        let name = call.arguments[0]
        try EnvironmentStore(host: context.host).change(name) { environment in
            for variable in variables { try environment.set(variable.name, to: variable.value) }
        }
        context.report(
            .result(status: 0, "saved \(variables.map(\.name).joined(separator: " ")) in '\(name)'")
        )
    }

    static let environmentList = Command(
        name: "envlist", summary: "list the named environments, and which are loaded",
        example: "envlist", needs: .shellIfAny
    ) { _, context in
        let store = EnvironmentStore(host: context.host)
        let names = try store.names()
        let live = try names.isEmpty ? nil : context.presentEnvironment()
        let rows = names.map { name -> JSON in
            do {
                let environment = try store.read(name)
                let variables = environment.variables.map { JSON.string($0.name) }
                return .object(
                    [.init("name", .string(name)), .init("variables", .array(variables))]
                        + (live.map { context.state(of: environment, in: $0).members } ?? []))
            } catch {
                return .object([.init("name", .string(name)), .init("error", .string("\(error)"))])
            }
        }
        context.report(
            .document(Document(topic: "envlist", title: "environments", body: .array(rows))))
        context.report(
            .result(status: 0, rows.isEmpty ? "no environments; make one: paks env edit NAME" : ""))
    }
}

/// Variables that change which programs run or how: they are loaded only where a file says so.
enum DangerousNames {
    private static let names: Set<String> = [
        "PATH", "IFS", "ENV", "BASH_ENV", "PS0", "PS1", "PS2", "PS3", "PS4", "PROMPT",
        "PROMPT_COMMAND", "SHELLOPTS", "BASHOPTS", "CDPATH", "GLOBIGNORE", "HISTFILE", "HOME",
        "SHELL", "ZDOTDIR", "FPATH", "INPUTRC", "PYTHONSTARTUP", "PYTHONPATH", "PYTHONHOME",
        "PERL5OPT", "PERL5LIB", "PERL5DB", "RUBYOPT", "RUBYLIB", "NODE_OPTIONS",
        "JAVA_TOOL_OPTIONS", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_EXEC_PATH", "GIT_PAGER",
        "GIT_EDITOR", "GIT_ASKPASS", "SSH_ASKPASS", "SUDO_ASKPASS", "PAGER", "MANPAGER", "LESSOPEN",
        "LESSCLOSE", "EDITOR", "VISUAL", "BROWSER",
    ]

    static func contains(_ name: String) -> Bool { names.contains(name) || name.hasPrefix("LD_") }
}

extension Environment {
    /// Whether `envload` sets a variable of this file.
    func loads(_ name: String) -> Bool { !DangerousNames.contains(name) || allows(name) }
}

extension Context {
    /// Sets variables in the live shell, and says which ones; their values are in no report.
    fileprivate func load(
        _ variables: [ShellRequest.Variable], from source: String, note: String = ""
    ) throws {
        switch try shell.ask(.change(set: variables, unset: [], directory: nil)) {
        case .changed(let refused):
            let done = variables.map(\.name).filter { !refused.contains($0) }
            let count = done.count == 1 ? "1 variable" : "\(done.count) variables"
            guard refused.isEmpty else {
                let list = refused.joined(separator: " ")
                return report(
                    .result(
                        status: 1,
                        "loaded \(count) from \(source); the shell refused (readonly): \(list)\(note)"
                    ))
            }
            report(.result(status: 0, "loaded \(count) from \(source)\(note)"))
        case .unavailable(let why): throw CommandFailure("can't reach the live shell: \(why)")
        case .environment: throw CommandFailure("the live shell gave the wrong answer")
        }
    }

    /// What the live shell exports now; `nil` where it can't tell.
    fileprivate func presentEnvironment() throws -> [ShellRequest.Variable]? {
        guard session != nil, case .environment(let live) = try shell.ask(.environmentNow) else {
            return nil
        }
        return live
    }

    fileprivate func liveEnvironment() throws -> [ShellRequest.Variable] {
        switch try shell.ask(.environment) {
        case .environment(let variables): return variables
        case .unavailable(let why): throw CommandFailure("can't reach the live shell: \(why)")
        case .changed: throw CommandFailure("the live shell gave the wrong answer")
        }
    }

    /// A value, or what its reference leads to; a line end at the end of what it leads to is cut,
    /// as a shell's `$(…)` does.
    func resolve(_ value: [UInt8], of name: String) throws -> [UInt8] {
        guard let reference = Reference(value) else { return value }
        switch reference {
        case .variable(let variable):
            guard let found = host.variable(variable) else {
                throw CommandFailure("\(name): no variable '\(variable)' on the host")
            }
            return Array(found.utf8)
        case .file(let path):
            do {
                return try text(of: name, read: host.read(host.absolute(path)))
            } catch let failure as CommandFailure {
                throw failure
            } catch {
                throw CommandFailure("\(name): can't read '\(path)': \(error)")
            }
        case .command(let line):
            let answer = try host.run(["/bin/sh", "-c", line])
            guard answer.status == 0 else {
                throw CommandFailure("\(name): its command ended with status \(answer.status)")
            }
            return try text(of: name, read: answer.output)
        }
    }

    private func text(of name: String, read bytes: [UInt8]) throws -> [UInt8] {
        var bytes = bytes
        while bytes.last == 0x0a { bytes.removeLast() }
        guard !bytes.contains(0) else {
            throw CommandFailure("\(name): what its reference leads to has a zero byte in it")
        }
        return bytes
    }
}
