import Commands
import Containers
import Host
import Panes

/// The session's door for other terminals: each connection carries one question a line, and one
/// answer a line back.
struct SessionSocket {
    /// What another paks process asks of the session's screen process.
    enum Question: Equatable {
        /// For the live shell.
        case shell(ShellRequest)
        /// Where the live shell is.
        case directory
        /// Leave the session to the one who asks.
        case takeOver
    }

    private let server: Server
    private var clients: [ClientID: Client] = [:]
    private var nextClient = 1
    private var buffer = [UInt8](repeating: 0, count: 65536)

    /// - Throws: `HostError.socketInUse` when the session is on another screen.
    init(path: String) throws { server = try Server(SocketServer(path: path)) }

    var descriptor: Int32 { server.socket.descriptor }

    /// Takes the next connection.
    mutating func accept() -> (id: ClientID, descriptor: Int32)? {
        guard let connection = try? server.socket.accept() else { return nil }
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

    /// Asks the screen process of a session, and waits for its answer.
    ///
    /// - Returns: `nil` when nobody listens there.
    static func ask(_ question: Question, at path: String) throws -> JSON? {
        guard var connection = try? SocketConnection(path: path) else { return nil }
        guard connection.send(Array(question.json.compact.utf8) + [0x0a]) else { return nil }
        var lines = LineReader()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case .bytes(let count) = try connection.read(into: &buffer) {
            if let line = lines.lines(buffer[..<count]).first { return try JSON(parsing: line) }
        }
        return nil
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
