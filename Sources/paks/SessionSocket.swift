import Commands
import Containers
import Host
import Panes

/// The session's door for other terminals: each connection carries one question a line, and one
/// answer a line back.
struct SessionSocket: ~Copyable {
    /// What another paks process asks of the session's screen process.
    enum Question: Equatable {
        /// For the live shell.
        case shell(ShellRequest)
        /// Where the live shell is.
        case directory
        /// Leave the session to the one who asks.
        case takeOver
    }

    /// `nil` once it is closed.
    private var server: Server?
    private var clients: [ClientID: Client] = [:]
    private var nextClient = 1
    private var buffer = [UInt8](repeating: 0, count: 65536)

    /// - Throws: `HostError.socketInUse` when the session is on another screen.
    init(path: String) throws { server = try Server(SocketServer(path: path)) }

    /// -1 once it is closed.
    var descriptor: Int32 { server?.socket.descriptor ?? -1 }

    /// Lets nobody in any more, and then parts from those who are: who waits for the end of his
    /// connection can listen at the path himself.
    mutating func close() {
        server = nil
        clients = [:]
    }

    /// Takes the next connection.
    mutating func accept() -> (id: ClientID, descriptor: Int32)? {
        guard let connection = try? server?.socket.accept() else { return nil }
        let client = Client(connection)
        let id = ClientID(nextClient)
        nextClient += 1
        clients[id] = client
        return (id, client.connection.number)
    }

    /// Reads what a client asks; `nil` once it is gone.
    mutating func read(_ id: ClientID) -> [Question]? {
        guard let client = clients[id] else { return nil }
        switch (try? client.connection.read(into: &buffer)) ?? .end {
        case .nothing: return []
        case .end:
            clients[id] = nil
            return nil
        case .bytes(let count):
            return client.lines.lines(buffer[..<count]).compactMap(Question.init(line:))
        }
    }

    func answer(_ id: ClientID, _ json: JSON) {
        _ = clients[id]?.connection.send(Array(json.compact.utf8) + [0x0a])
    }

    /// Asks the screen process of a session, and waits for its answer. Who gives up takes the
    /// question back with that.
    ///
    /// - Parameter whenWaiting: is told why the answer takes a while.
    /// - Returns: `nil` when nobody listens there.
    static func ask(_ question: Question, at path: String, whenWaiting: (String) -> Void = { _ in })
        throws -> JSON?
    {
        guard var connection = Self.connection(to: path, asking: question) else { return nil }
        while let answer = try connection.answer() {
            guard let why = answer["waits"]?.string else { return answer }
            whenWaiting(why)
        }
        return nil
    }

    /// Has whoever has the session open leave it, and waits until he is gone.
    ///
    /// - Returns: the number of the shell's last message that he believed; `nil` when nobody has it
    ///   open.
    /// - Throws: `Failure` when he doesn't answer.
    static func takeOver(_ path: String) throws -> Int? {
        guard var connection = Self.connection(to: path, asking: .takeOver) else { return nil }
        connection.patience = 5
        let sequence = try connection.answer()?["sequence"]?.integer
        // The next line is the end.
        _ = try connection.answer()
        return sequence
    }

    private static func connection(to path: String, asking question: Question) -> Conversation? {
        guard let connection = try? SocketConnection(path: path) else { return nil }
        var conversation = Conversation(connection)
        guard conversation.send(question.json) else { return nil }
        return conversation
    }
}

/// One question's connection, from the side of the one who asks.
private struct Conversation: ~Copyable {
    private var connection: SocketConnection
    private var lines = LineReader()
    private var buffer = [UInt8](repeating: 0, count: 65536)
    /// How long to wait for anything, in seconds; `nil` for as long as it takes.
    var patience: Double?

    init(_ connection: consuming SocketConnection) { self.connection = connection }

    mutating func send(_ json: JSON) -> Bool { connection.send(Array(json.compact.utf8) + [0x0a]) }

    /// The next line; `nil` when the other side is gone.
    mutating func answer() throws -> JSON? {
        while true {
            if let patience, !connection.waitForInput(within: patience) {
                throw Failure(
                    "the paks that has this session open doesn't answer; end that one first")
            }
            guard case .bytes(let count) = try connection.read(into: &buffer) else { return nil }
            if let line = lines.lines(buffer[..<count]).first { return try JSON(parsing: line) }
        }
    }
}

private final class Server {
    let socket: SocketServer
    init(_ socket: consuming SocketServer) { self.socket = socket }
}

private final class Client {
    var connection: SocketConnection
    var lines = LineReader(limit: 16 << 20)
    init(_ connection: consuming SocketConnection) { self.connection = connection }
}

extension SessionSocket.Question {
    init?(line: [UInt8]) {
        guard let json = try? JSON(parsing: line) else { return nil }
        if let request = json["shell"].flatMap({ try? ShellRequest($0) }) {
            self = .shell(request)
        } else if json["directory"] != nil {
            self = .directory
        } else if json["takeOver"] != nil {
            self = .takeOver
        } else {
            return nil
        }
    }

    var json: JSON {
        switch self {
        case .shell(let request): .object([.init("shell", request.json)])
        case .directory: .object([.init("directory", .bool(true))])
        case .takeOver: .object([.init("takeOver", .bool(true))])
        }
    }
}
