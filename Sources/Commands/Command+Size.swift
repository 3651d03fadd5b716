import Containers

extension Command {
    static let size = Command(
        name: "size", summary: "say what this container adds, and how large it is with its image",
        example: "size", needs: .container
    ) { _, context in
        let session = try context.theSession()
        let task = "measure '\(session.name)'"
        let document = try context.engine.document(
            session.tool.inspectSize(container: session.container), task: task)
        guard let object = document.array?.first, let added = object["SizeRw"]?.integer,
            let total = object["SizeRootFs"]?.integer
        else { throw CommandFailure("can't \(task): the engine gave no sizes") }
        context.report(
            .result(status: 0, "\(ByteCount.text(added)) added, \(ByteCount.text(total)) in all"))
    }
}

/// Amounts of bytes for people, as docker writes them: powers of 1000.
package enum ByteCount {
    package static func text(_ count: Int) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var value = Double(count)
        var unit = 0
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let rounded = (value * 10).rounded() / 10
        let text =
            rounded == rounded.rounded() || value >= 100
            ? String(Int(rounded.rounded())) : String(rounded)
        return text + " " + units[unit]
    }
}
