import Configuration
package import Containers

extension Command {
    static let inspect = Command(
        name: "inspect", parameters: [Parameter("section", .section, arity: .any)],
        summary: "show the container's metadata, or parts of it; image for the image's",
        example: "inspect networksettings.ports", needs: .container
    ) { call, context in
        let session = try context.theSession()
        var sections = call.arguments
        let isImage = sections.first?.lowercased() == "image"
        let part = sections.first.flatMap { text -> String? in
            text.lowercased().hasPrefix("image.") ? String(text.dropFirst(6)) : nil
        }
        let wantsImage = isImage || part != nil
        if isImage { sections.removeFirst() }
        if let part { sections[0] = part }
        let task = "look at \(wantsImage ? "the image of " : "")'\(session.name)'"
        let document = try context.engine.document(
            wantsImage
                ? session.tool.inspect(image: session.baseID)
                : session.tool.inspect(container: session.container), task: task)
        guard let object = document.array?.first else {
            throw CommandFailure("can't \(task): the engine said nothing of it")
        }
        let body: JSON
        switch sections.count {
        case 0: body = object
        case 1: body = try object.section(sections[0])
        default:
            body = .object(try sections.map { .init($0, try object.section($0)) })
        }
        let title = ([wantsImage ? "image" : session.name] + sections).joined(separator: " ")
        context.report(.document(Document(topic: "inspect", title: title, body: body)))
        context.report(.result(status: 0, ""))
    }
}

extension JSON {
    /// A part by its path, names in whatever case, items of arrays by their number from 0.
    ///
    /// Names may have dots in them (labels have): the longest name that fits is taken.
    ///
    /// - Throws: `CommandFailure` naming the nearest name.
    package func section(_ path: String) throws -> JSON {
        var value = self
        var rest = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)[
            ...]
        while let first = rest.first {
            if case .array(let items) = value {
                guard let index = Int(first), items.indices.contains(index) else {
                    throw CommandFailure(
                        "no item '\(first)' in '\(path)': it has \(items.count), counted from 0")
                }
                value = items[index]
                rest = rest.dropFirst()
                continue
            }
            let members = value.members ?? []
            var found: (value: JSON, length: Int)?
            for length in stride(from: rest.count, through: 1, by: -1) where found == nil {
                let name = rest.prefix(length).joined(separator: ".")
                let exact = members.first { $0.key == name }
                let loose = members.first { $0.key.lowercased() == name.lowercased() }
                found = (exact ?? loose).map { ($0.value, length) }
            }
            guard let found else {
                let keys = members.map(\.key)
                let near = nearest(first.lowercased(), among: keys.map { $0.lowercased() })
                    .flatMap { name in keys.first { $0.lowercased() == name } }
                let hint = near.map { "; did you mean '\($0)'?" } ?? Self.listing(keys)
                throw CommandFailure("no section '\(first)' in '\(path)'\(hint)")
            }
            value = found.value
            rest = rest.dropFirst(found.length)
        }
        return value
    }

    private static func listing(_ keys: [String]) -> String {
        keys.isEmpty ? "" : "; there are: " + keys.joined(separator: ", ")
    }
}
