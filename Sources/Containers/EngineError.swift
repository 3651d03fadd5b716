/// Why an engine's tool didn't do what it was asked.
package struct EngineError: Error, Equatable, CustomStringConvertible {
    /// What a tool's complaint amounts to.
    package enum Meaning: Sendable {
        case noTool, noDaemon, permission, noImage, noContainer, noSuchRepository, noRegistry,
            noNetwork
        case nameInUse, badOption, badReference, noShell, shellNotExecutable, noSpace
        case cannotPause
        case other
    }

    package var tool: Tool
    package var meaning: Meaning
    /// What was asked, for the sentence: `create a container of 'ubuntu'`.
    package var task: String
    /// The tool's own words, its last line.
    package var evidence: String
    /// What may be done about it, where that takes more than the tool's words: the sentence's end.
    package var advice: String?

    package init(_ meaning: Meaning, tool: Tool, task: String, evidence: String = "") {
        self.meaning = meaning
        self.tool = tool
        self.task = task
        self.evidence = evidence
    }

    /// Reads a tool's answer whose status isn't 0.
    package init(_ answer: Answer, tool: Tool, task: String) {
        let text = answer.errorText
        let small = text.lowercased()
        let found = tool.dialect.complaints.first { small.contains($0.part) }
        self.init(
            found?.meaning ?? .other, tool: tool, task: task,
            evidence: Self.evidence(in: text, complaint: found?.part))
    }

    /// docker's own statuses: 125 the engine, 126 not executable, 127 not there.
    package var status: Int32 {
        switch meaning {
        case .noShell: 127
        case .shellNotExecutable: 126
        default: 125
        }
    }

    package var description: String { sentence + (advice.map { "; \($0)" } ?? "") }

    private var sentence: String {
        let words = evidence.isEmpty ? "" : ": \(evidence)"
        return switch meaning {
        case .noTool: "no '\(tool)' on the PATH; install it, or choose the other with -c"
        case .noDaemon:
            "\(tool) doesn't answer: its daemon isn't running, or isn't where \(tool) looks\(words)"
        case .permission:
            "this user may not use \(tool)'s daemon: join the group '\(tool)', or use podman (-c podman)"
        case .noImage: "can't \(task): no such image here\(words)"
        case .noContainer: "can't \(task): no such container; paks ls lists them"
        case .noSuchRepository:
            "can't \(task): it isn't here and can't be pulled; check the name, or log in with \(tool) login\(words)"
        case .noRegistry:
            "can't \(task): it isn't here, and \(tool) doesn't know whose it is; give the registry too, as in docker.io/library/debian, or with --registry"
        case .noNetwork:
            "can't \(task): it isn't here, and its registry can't be reached\(words)"
        case .nameInUse: "can't \(task): the name is taken; choose another with --name\(words)"
        case .badOption: "can't \(task): \(tool) doesn't know one of its options\(words)"
        case .badReference: "can't \(task): not an image's name\(words)"
        case .noShell:
            "can't \(task): the shell isn't in the image; choose one that is with --shell\(words)"
        case .shellNotExecutable:
            "can't \(task): what should be the shell can't be executed\(words)"
        case .noSpace: "can't \(task): no space left\(words)"
        case .cannotPause, .other: "can't \(task)\(words)"
        }
    }

    /// The line that says what is wrong, without the tool's own prefixes.
    private static func evidence(in text: String, complaint: String?) -> String {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init).filter {
            !$0.hasPrefix("See '") && !$0.hasPrefix("Run '") && !$0.contains("level=warning")
                && !$0.allSatisfy(\.isWhitespace)
        }
        let told = complaint.flatMap { part in lines.last { $0.lowercased().contains(part) } }
        guard
            var line = told ?? lines.last(where: { $0.lowercased().contains("error") })
                ?? lines.last
        else { return "" }
        for prefix in ["docker: ", "Error: ", "Error response from daemon: "]
        where line.hasPrefix(prefix) {
            line.removeFirst(prefix.count)
        }
        return line
    }
}
