import Configuration

/// All commands, in the order in which help lists them.
package struct CommandTable: Sendable {
    package let commands: [Command]

    package init(_ commands: [Command]) { self.commands = commands }

    /// The commands that paks has.
    package static let standard: CommandTable = CommandTable(
        [
            .save, .inspect, .size, .copy, .environmentLoad, .environmentUnload,
            .environmentSave, .environmentHost, .environmentList, .help, .version,
        ] + Command.screenCommands)

    /// - Throws: `CallError.unknownCommand` with the nearest name.
    package func command(_ name: String) throws(CallError) -> Command {
        guard let command = commands.first(where: { $0.name == name }) else {
            throw .unknownCommand(name, nearest: nearest(name, among: commands.map(\.name)))
        }
        return command
    }

    /// Reads a command line and checks it against its row.
    package func call(line: String) throws(CallError) -> Call {
        try call(Grammar.words(line))
    }

    /// The same for words that a shell has split already.
    package func call(words: [String]) throws(CallError) -> Call {
        try call(
            words.map { word in
                let key = word.firstIndex(of: "=").map { String(word[..<$0]) }
                return Grammar.Word(text: word, key: key)
            })
    }

    private func call(_ words: [Grammar.Word]) throws(CallError) -> Call {
        guard let first = words.first else { throw .empty }
        let command = try command(first.text)
        var call = Call(name: command.name)
        for word in words.dropFirst() {
            if let key = word.key,
                let parameter = command.parameters.first(where: { $0.isKeyed && $0.name == key })
            {
                let value = String(word.text.dropFirst(key.count + 1))
                try parameter.check(value)
                guard call.values.updateValue(value, forKey: key) == nil else {
                    throw .repeated(key, command: command.usage)
                }
            } else {
                call.arguments.append(word.text)
            }
        }
        try check(call.arguments, of: command)
        return call
    }

    private func check(_ arguments: [String], of command: Command) throws(CallError) {
        var rest = arguments[...]
        for parameter in command.parameters where !parameter.isKeyed {
            let isNeeded = parameter.arity == .required || parameter.arity == .oneOrMore
            if rest.isEmpty, isNeeded { throw .missing(parameter.name, command: command.usage) }
            let takesAll = parameter.arity == .oneOrMore || parameter.arity == .any
            for argument in takesAll ? rest : rest.prefix(1) { try parameter.check(argument) }
            rest = takesAll ? [] : rest.dropFirst()
        }
        if let first = rest.first { throw .tooMany(first, command: command.usage) }
    }
}

extension CommandTable {
    /// What may stand at the end of a line that is being typed: whole words, best first.
    ///
    /// - Parameter names: gives what the table can't know, such as environments, for a kind.
    package func completions(of line: String, names: (Parameter.Kind) -> [String]) -> [String] {
        let blank = line.lastIndex { $0 == " " || $0 == "\t" }
        let word = String(blank.map { line[line.index(after: $0)...] } ?? line[...])
        let before = blank.map { line[..<$0].split(separator: " ") } ?? []
        guard let first = before.first else {
            return commands.map(\.name).filter { $0.hasPrefix(word) }
        }
        guard let command = commands.first(where: { $0.name == first }) else { return [] }
        var candidates: [String] = []
        for parameter in command.parameters where parameter.isKeyed {
            if let equals = word.firstIndex(of: "="), word[..<equals] == parameter.name {
                return values(parameter, names).map { "\(parameter.name)=\($0)" }
                    .filter { $0.hasPrefix(word) }
            }
            candidates.append(parameter.name + "=")
        }
        let positions = command.parameters.filter { !$0.isKeyed }
        let place = before.count - 1
        if let parameter = place < positions.count ? positions[place] : positions.last {
            candidates = values(parameter, names) + candidates
        }
        return candidates.filter { $0.hasPrefix(word) }
    }

    private func values(_ parameter: Parameter, _ names: (Parameter.Kind) -> [String]) -> [String] {
        switch parameter.kind {
        case .choice(let words): words
        case .commandName: commands.map(\.name)
        default: names(parameter.kind)
        }
    }

    /// Whether a whole line is a right call.
    package func accepts(_ line: String) -> Bool { (try? call(line: line)) != nil }

    /// Why a line that begins with a word isn't a call, for a person; `nil` for one that is.
    package func explanation(of line: String) -> String? {
        do throws(CallError) {
            _ = try call(line: line)
            return nil
        } catch {
            return error.description
        }
    }
}
