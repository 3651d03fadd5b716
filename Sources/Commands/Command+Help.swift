package import Containers

extension Command {
    static let help: Command = Command(
        name: "help", parameters: [Parameter("command", .commandName, arity: .optional)],
        summary: "say what the commands do", example: "help save"
    ) { call, context in
        let commands: [Command]
        if let name = call.arguments.first {
            commands = [try CommandTable.standard.command(name)]
        } else {
            commands = CommandTable.standard.commands
        }
        context.report(
            .document(
                Document(
                    topic: "help", title: "help", body: .array(commands.map(\.description)))))
        context.report(.result(status: 0, ""))
    }

    /// Name, usage, summary and example.
    package var description: JSON {
        .object([
            .init("name", .string(name)),
            .init("usage", .string(usage.text)),
            .init("summary", .string(summary)),
            .init("example", .string(example)),
        ])
    }
}
