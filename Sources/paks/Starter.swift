import Commands
import Configuration
import Containers
import Host
import Panes

/// Makes a session: settings and options in, a container that is ready to be started out.
struct Starter {
    let settings: Settings
    let owner: String

    /// Chooses the engine, makes sure that the image is there, and creates the container.
    ///
    /// - Throws: `EngineError` with docker's exit status for each way in which an engine refuses.
    func create(_ options: ContainerOptions) throws -> SessionRecord {
        let reference = try ImageReference(options.image).placed(in: settings.registry)
        let (engine, image) = try engineAndImage(reference, platform: options.platform)
        let id = Random.hexadecimal(6)
        let name = options.name ?? ContainerName.make(for: reference, random: Random.bytes(8))
        let labels = SessionLabels(
            owner: owner, id: id, base: reference.text, baseID: image.id, version: Version.number)
        var request = CreateRequest(
            tool: engine.tool, name: name, image: reference.text, labels: labels.all)
        request.volumes = options.volume
        request.ports = options.publish
        request.workingDirectory = options.workdir
        request.user = options.user
        request.variables = options.variables
        request.gpus = options.gpus
        request.network = options.network
        request.platform = options.platform
        request.engineWords = options.engineWords
        request.entrypoint = image.entrypoint.isEmpty ? nil : "/bin/sh"
        request.command =
            (image.entrypoint.isEmpty ? ["/bin/sh"] : [])
            + ["-c", Loader.word, "paks"] + image.entrypoint
        let answer = try engine.answer(
            request.invocation, task: "create a container of '\(reference.text)'")
        let lines = answer.text.split(whereSeparator: \.isNewline)
        guard let container = lines.last.map(String.init) else {
            throw EngineError(
                .other, tool: engine.tool, task: "create a container of '\(reference.text)'",
                evidence: "it gave no id")
        }
        return SessionRecord(
            session: Session(
                id: id, name: name, tool: engine.tool, container: container,
                base: reference.text, baseID: image.id),
            token: Random.hexadecimal(16), sequence: 0)
    }

    /// The engine that was chosen, or the first that answers, and the image there.
    private func engineAndImage(_ reference: ImageReference, platform: String?) throws
        -> (ProcessEngine, ImageDescription)
    {
        if let tool = Tool(rawValue: settings.containerTech) {
            let engine = ProcessEngine(tool: tool)
            return (engine, try image(reference, platform, engine))
        }
        var refusals: [EngineError] = []
        for tool in Tool.allCases {
            let engine = ProcessEngine(tool: tool)
            do {
                return (engine, try image(reference, platform, engine))
            } catch let error as EngineError
                where [.noTool, .noDaemon, .permission].contains(error.meaning)
            {
                refusals.append(error)
            }
        }
        throw Failure.noEngine(refusals)
    }

    private func image(_ reference: ImageReference, _ platform: String?, _ engine: ProcessEngine)
        throws -> ImageDescription
    {
        if let image = try engine.image(reference.text) { return image }
        do {
            try engine.pull(reference.text, platform: platform)
        } catch var error as EngineError {
            error.advice = engine.advice(insteadOf: reference.text)
            throw error
        }
        guard let image = try engine.image(reference.text) else {
            throw EngineError(.noImage, tool: engine.tool, task: "start '\(reference.text)'")
        }
        return image
    }
}
