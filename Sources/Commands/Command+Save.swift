import Configuration
import Containers

extension Command {
    static let save = Command(
        name: "save",
        parameters: [
            Parameter(key: "suffix", .text), Parameter(key: "name", .imageReference),
            Parameter(key: "message", .text),
        ],
        summary: "keep this container as an image, without leaving it",
        example: "save name=work:monday message='before the upgrade'", needs: .container
    ) { call, context in
        let session = try context.theSession()
        let save = Save(
            engine: context.engine, session: session, now: context.host.now,
            message: call.values["message"], report: context.report)
        let target: ImageReference
        if let name = call.values["name"] {
            target = try ImageReference(name)
        } else {
            target = try save.defaultName(
                suffix: call.values["suffix"] ?? context.settings.saveSuffix)
        }
        let saved = try save.run(as: target)
        try context.host.write(
            Array(saved.topLayer.utf8), to: SessionFiles.savedLayer(context.host, session.id))
        context.report(.result(status: 0, "saved \(target.text)"))
    }
}

/// The files of a session's folder that commands write.
package enum SessionFiles {
    /// The diff id of the layer that the last save made.
    package static func savedLayer(_ host: any HostWorld, _ id: String) -> String {
        "\(host.paksHome)/sessions/\(id)/saved-layer"
    }
}

/// One save: a commit whose configuration is the base image's own.
struct Save {
    let engine: any Engine
    let session: Session
    /// Seconds since 1970.
    let now: Int
    let message: String?
    let report: @Sendable (Report) -> Void

    struct Saved {
        var topLayer: String
    }

    /// The name that a save gets by itself.
    func defaultName(suffix: String) throws -> ImageReference {
        guard !suffix.isEmpty else {
            throw CommandFailure("an empty suffix would name the base image itself; give name=")
        }
        let base = try ImageReference(session.base)
        let saved = base.saved(suffix: suffix)
        _ = try ImageReference(saved.text)
        return saved
    }

    func run(as target: ImageReference) throws -> Saved {
        let name = ImageLabels.named(target)
        guard let base = try engine.image(session.baseID) else {
            throw CommandFailure(
                "can't save: the image that '\(session.name)' was started from is gone (\(session.base))"
            )
        }
        let previous = try engine.image(name)
        if let previous, previous.saveNumber == nil {
            throw CommandFailure(
                "an image '\(name)' is there that paks didn't make; choose another name with name=")
        }
        report(.progress(step: "committing", done: nil, total: nil))
        let committed = try commit()
        defer { _ = try? engine.run(session.tool.remove(image: committed.id)) }
        guard committed.layers.starts(with: base.layers),
            (0...1).contains(committed.layers.count - base.layers.count),
            let top = committed.layers.last
        else {
            throw CommandFailure(
                "can't save: the engine's commit doesn't stand on the layers of \(session.base)")
        }
        report(.progress(step: "naming \(name)", done: nil, total: nil))
        let kept = try previous.map { try keep($0, before: target) }
        do {
            let number = 1 + (kept?.number ?? 0)
            try load(archive(of: committed, on: base, number: number), as: name)
            try verify(name, committed.layers)
        } catch {
            if let kept, kept.isNew, let previous, (try? engine.image(name))?.id == previous.id {
                _ = try? engine.run(session.tool.remove(image: kept.name))
            }
            throw error
        }
        return Saved(topLayer: top)
    }

    /// The further name that an earlier save got.
    private struct Kept {
        var name: String
        var number: Int
        /// Whether this save gave it.
        var isNew: Bool
    }

    private func commit() throws -> ImageDescription {
        guard let id = try engine.commit(session, task: "save '\(session.name)'"),
            let image = try engine.image(id)
        else {
            throw CommandFailure("can't save: the engine's commit left no image")
        }
        return image
    }

    /// The save before this one stays reachable under its number, or under the next one whose name
    /// no other image has.
    private func keep(_ previous: ImageDescription, before target: ImageReference) throws -> Kept {
        var number = previous.saveNumber ?? 1
        while true {
            var older = target
            older.tag = "\(target.tag ?? "latest").\(number)"
            let name = try ImageReference(ImageLabels.named(older)).text
            switch try engine.image(name)?.id {
            case previous.id?: return Kept(name: name, number: number, isNew: false)
            case nil:
                _ = try engine.answer(
                    session.tool.tag(previous.id, as: name),
                    task: "keep the save before this one as '\(name)'")
                return Kept(name: name, number: number, isNew: true)
            default: number += 1
            }
        }
    }

    private func archive(of committed: ImageDescription, on base: ImageDescription, number: Int)
        throws -> ImageArchive
    {
        let created = Timestamp.text(now)
        var archive = ImageArchive(base: base, layers: committed.layers, created: created)
        archive.config = base.config.settingLabels(
            ImageLabels.all(
                session: session, base: base, layers: committed.layers, created: created,
                number: number, message: message))
        let added = committed.layers.count - base.layers.count
        archive.history = try history(of: base).map { entries in
            guard added == 1 else { return entries }
            let comment = message.map { "paks save: \($0)" } ?? "paks save"
            return entries + [
                .object([
                    .init("created", .string(created)), .init("created_by", .string("paks save")),
                    .init("comment", .string(comment)),
                ])
            ]
        }
        archive.manifestType = base.manifestType
        return archive
    }

    /// The base's history, as it tells it itself or as the engine lists it; `nil` where what the
    /// engine lists can't be matched with the layers.
    private func history(of base: ImageDescription) throws -> [JSON]? {
        if let history = base.history { return history }
        let answer = try engine.run(session.tool.history(of: base.id))
        guard answer.status == 0 else { return nil }
        return ImageHistory.entries(listing: answer.output, layers: base.layers.count)
    }

    private func load(_ archive: ImageArchive, as name: String) throws {
        let bytes = archive.bytes(session.tool.dialect.archive, name: name)
        _ = try engine.answer(session.tool.load(bytes), task: "save '\(session.name)' as '\(name)'")
    }

    /// What the engine has now must be what was meant.
    private func verify(_ name: String, _ layers: [String]) throws {
        guard let image = try engine.image(name), image.layers == layers else {
            throw CommandFailure("the engine didn't keep '\(name)' as it was saved")
        }
    }
}
