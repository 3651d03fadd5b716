package import Containers

/// What is wrong with a line that should be a report, a request or a reply.
package struct WireError: Error, Equatable, CustomStringConvertible {
    package var line: String
    package var description: String { "unreadable: \(line.prefix(200))" }
}

extension Report {
    /// One line of `paks do --report json`.
    package var json: JSON {
        switch self {
        case .progress(let step, let done, let total):
            .object(
                [.init("progress", .string(step))]
                    + [("done", done), ("total", total)].compactMap { name, value in
                        value.map { .init(name, .number(String($0))) }
                    })
        case .message(let level, let text):
            .object([.init("message", .string(text)), .init("level", .string(level.rawValue))])
        case .document(let document):
            .object([
                .init("document", document.body), .init("topic", .string(document.topic)),
                .init("title", .string(document.title)),
            ])
        case .request(let request): .object([.init("request", request.json)])
        case .result(let status, let text):
            .object([.init("result", .number(String(status))), .init("text", .string(text))])
        }
    }

    /// Reads such a line; members that it doesn't know are passed over.
    package init(line: [UInt8]) throws {
        let json = try JSON(parsing: line)
        if let step = json["progress"]?.string {
            self = .progress(
                step: step, done: json["done"]?.integer, total: json["total"]?.integer)
        } else if let text = json["message"]?.string {
            self = .message(json["level"]?.string.flatMap(Level.init(rawValue:)) ?? .info, text)
        } else if let body = json["document"] {
            self = .document(
                Document(
                    topic: json["topic"]?.string ?? "", title: json["title"]?.string ?? "",
                    body: body))
        } else if let request = json["request"] {
            self = .request(try ShellRequest(request))
        } else if let status = json["result"]?.integer {
            self = .result(status: Int32(clamping: status), json["text"]?.string ?? "")
        } else {
            throw WireError(line: String(decoding: line, as: UTF8.self))
        }
    }
}

extension ShellRequest {
    package var json: JSON {
        switch self {
        case .environment: .object([.init("environment", .bool(true))])
        case .environmentNow: .object([.init("environment", .string("now"))])
        case .change(let set, let unset, let directory):
            .object(
                [
                    .init("set", .array(set.map(\.json))),
                    .init("unset", .array(unset.map { .string($0) })),
                ] + (directory.map { [.init("directory", .string($0))] } ?? []))
        }
    }

    package init(_ json: JSON) throws {
        if let environment = json["environment"] {
            self = environment.string == "now" ? .environmentNow : .environment
        } else if let set = json["set"]?.array, let unset = json["unset"]?.array {
            self = .change(
                set: try set.map(Variable.init), unset: unset.compactMap(\.string),
                directory: json["directory"]?.string)
        } else {
            throw WireError(line: json.compact)
        }
    }
}

extension ShellRequest.Variable {
    /// The value as base16: bytes of any kind, exactly.
    fileprivate var json: JSON {
        let digits = Array("0123456789abcdef".utf8)
        let text = value.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return .object([
            .init("name", .string(name)),
            .init("value", .string(String(decoding: text, as: UTF8.self))),
        ])
    }

    fileprivate init(_ json: JSON) throws {
        guard let name = json["name"]?.string, let text = json["value"]?.string else {
            throw WireError(line: json.compact)
        }
        let digits = try Array(text.utf8).map { byte in
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else {
                throw WireError(line: "the value of \(name)")
            }
            return UInt8(digit)
        }
        guard digits.count.isMultiple(of: 2) else { throw WireError(line: "the value of \(name)") }
        self.init(
            name: name,
            value: stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        )
    }
}

extension Reply {
    package var json: JSON {
        switch self {
        case .changed(let refused):
            .object([.init("refused", .array(refused.map { .string($0) }))])
        case .environment(let variables):
            .object([.init("environment", .array(variables.map(\.json)))])
        case .unavailable(let why): .object([.init("unavailable", .string(why))])
        }
    }

    package init(_ json: JSON) throws {
        if let refused = json["refused"]?.array {
            self = .changed(refused: refused.compactMap(\.string))
        } else if let variables = json["environment"]?.array {
            self = .environment(try variables.map(ShellRequest.Variable.init))
        } else if let why = json["unavailable"]?.string {
            self = .unavailable(why)
        } else {
            throw WireError(line: json.compact)
        }
    }
}
