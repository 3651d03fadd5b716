import CYAML

extension YAML {
    /// The deepest nesting that is read.
    package static let depthLimit = 32
    /// The most nodes, aliases counted as what they stand for.
    package static let nodeLimit = 20_000
    /// The longest text.
    package static let byteLimit = 1 << 20

    /// Reads one document (YAML 1.1 as libyaml reads it) of UTF-8; an empty one is an absent scalar.
    package static func parse(_ bytes: [UInt8], source: String) throws(YAMLError) -> YAML {
        guard bytes.count <= byteLimit else { throw .tooLarge(Place(source)) }
        var reader = EventReader(bytes, source: source)
        // libyaml takes no empty string without an address.
        guard bytes.count > reader.markLength else { return reader.nothing }
        let result: Result<YAML, YAMLError> = bytes.withUnsafeBufferPointer { buffer in
            // The parser points at itself and at the text, so both stay where they are until the end.
            let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
            defer { parser.deallocate() }
            guard yaml_parser_initialize(parser) == 1 else {
                return .failure(.tooLarge(Place(source)))
            }
            defer { yaml_parser_delete(parser) }
            let text = buffer.dropFirst(reader.markLength)
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(
                parser, UnsafeBufferPointer(rebasing: text).baseAddress, text.count)
            return Result { () throws(YAMLError) in try reader.document(parser) }
        }
        return try result.get()
    }
}

/// Makes the tree from libyaml's events.
private struct EventReader {
    private let bytes: [UInt8]
    private let source: String
    /// Bytes of a byte order mark, which libyaml must not see.
    let markLength: Int
    /// Where each scalar of the text begins in `bytes`, then the end: libyaml counts scalars.
    private let offsets: [Int]
    /// Where each line begins in `bytes`; lines end at line feeds only, as in an editor.
    private let lineStarts: [Int]
    private var anchors: [String: (node: YAML, size: Int)] = [:]
    private var nodeCount = 0

    init(_ bytes: [UInt8], source: String) {
        self.bytes = bytes
        self.source = source
        markLength = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var offsets: [Int] = []
        var lineStarts = [0]
        offsets.reserveCapacity(bytes.count + 1)
        for index in markLength..<max(markLength, bytes.count) {
            if bytes[index] & 0xC0 != 0x80 { offsets.append(index) }
            if bytes[index] == 0x0A { lineStarts.append(index + 1) }
        }
        offsets.append(bytes.count)
        self.offsets = offsets
        self.lineStarts = lineStarts
    }

    mutating func document(_ parser: UnsafeMutablePointer<yaml_parser_t>) throws(YAMLError) -> YAML
    {
        var root: YAML?
        while true {
            var event = try next(parser)
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
            case YAML_DOCUMENT_START_EVENT:
                if root != nil { throw .secondDocument(place(event.start_mark)) }
            case YAML_STREAM_END_EVENT:
                return root
                    ?? node(.scalar(""), .plain, from: event.start_mark, to: event.start_mark)
            default: root = try value(of: event, parser, depth: 0)
            }
        }
    }

    /// The root of a text without content.
    var nothing: YAML { node(.scalar(""), .plain, range: bytes.count..<bytes.count) }

    private func next(_ parser: UnsafeMutablePointer<yaml_parser_t>) throws(YAMLError)
        -> yaml_event_t
    {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem(parser.pointee) }
        return event
    }

    private mutating func value(
        of event: yaml_event_t, _ parser: UnsafeMutablePointer<yaml_parser_t>, depth: Int
    ) throws(YAMLError) -> YAML {
        nodeCount += 1
        guard depth <= YAML.depthLimit, nodeCount <= YAML.nodeLimit else {
            throw .tooLarge(place(event.start_mark))
        }
        switch event.type {
        case YAML_ALIAS_EVENT: return try alias(event)
        case YAML_SEQUENCE_START_EVENT: return try sequence(event, parser, depth: depth)
        case YAML_MAPPING_START_EVENT: return try mapping(event, parser, depth: depth)
        default: return try scalar(event)
        }
    }

    private mutating func alias(_ event: yaml_event_t) throws(YAMLError) -> YAML {
        let name = text(event.data.alias.anchor)
        guard let anchor = anchors[name] else {
            throw .unknownAlias(name, place(event.start_mark))
        }
        nodeCount += anchor.size
        guard nodeCount <= YAML.nodeLimit else { throw .tooLarge(place(event.start_mark)) }
        return node(anchor.node.content, .alias, from: event.start_mark, to: event.end_mark)
    }

    private mutating func scalar(_ event: yaml_event_t) throws(YAMLError) -> YAML {
        let scalar = event.data.scalar
        try refuseTag(scalar.tag, at: event.start_mark)
        let characters = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let form: YAML.Form =
            switch scalar.style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
            default: .plain
            }
        let made = node(
            .scalar(String(decoding: characters, as: UTF8.self)), form, from: event.start_mark,
            to: event.end_mark)
        remember(made, scalar.anchor, size: 1)
        return made
    }

    private mutating func sequence(
        _ event: yaml_event_t, _ parser: UnsafeMutablePointer<yaml_parser_t>, depth: Int
    ) throws(YAMLError) -> YAML {
        let start = event.data.sequence_start
        let before = nodeCount
        try refuseTag(start.tag, at: event.start_mark)
        var items: [YAML] = []
        while true {
            var item = try next(parser)
            defer { yaml_event_delete(&item) }
            if item.type == YAML_SEQUENCE_END_EVENT {
                let isFlow = start.style == YAML_FLOW_SEQUENCE_STYLE
                let made = collection(
                    .sequence(items), isFlow ? .flow : .block, event, end: item, last: items.last)
                remember(made, start.anchor, size: nodeCount - before)
                return made
            }
            items.append(try value(of: item, parser, depth: depth + 1))
        }
    }

    private mutating func mapping(
        _ event: yaml_event_t, _ parser: UnsafeMutablePointer<yaml_parser_t>, depth: Int
    ) throws(YAMLError) -> YAML {
        let start = event.data.mapping_start
        let before = nodeCount
        try refuseTag(start.tag, at: event.start_mark)
        var entries: [YAML.Entry] = []
        var lines: [String: Int] = [:]
        while true {
            var item = try next(parser)
            defer { yaml_event_delete(&item) }
            if item.type == YAML_MAPPING_END_EVENT {
                let isFlow = start.style == YAML_FLOW_MAPPING_STYLE
                let made = collection(
                    .mapping(entries), isFlow ? .flow : .block, event, end: item,
                    last: entries.last?.value)
                remember(made, start.anchor, size: nodeCount - before)
                return made
            }
            let key = try value(of: item, parser, depth: depth + 1)
            guard let name = key.text else { throw .keyIsCollection(Place(source, line: key.line)) }
            if let first = lines.updateValue(key.line, forKey: name) {
                throw .keyTwice(name, Place(source, line: key.line), first: first)
            }
            var valueEvent = try next(parser)
            defer { yaml_event_delete(&valueEvent) }
            let value = try value(of: valueEvent, parser, depth: depth + 1)
            entries.append(YAML.Entry(key: key, value: value))
        }
    }

    // MARK: Places

    private func node(
        _ content: YAML.Content, _ form: YAML.Form, from start: yaml_mark_t, to end: yaml_mark_t
    ) -> YAML {
        node(content, form, range: offset(start)..<max(offset(start), offset(end)))
    }

    private func node(_ content: YAML.Content, _ form: YAML.Form, range: Range<Int>) -> YAML {
        let line = lineStarts.partitioningIndex { $0 > range.lowerBound }
        let lineStart = max(lineStarts[line - 1], markLength)
        let column = bytes[lineStart..<range.lowerBound].count { $0 & 0xC0 != 0x80 } + 1
        return YAML(content: content, form: form, range: range, line: line, column: column)
    }

    /// A block collection ends for libyaml where the next token begins, perhaps comments later;
    /// here it ends with its last value.
    private func collection(
        _ content: YAML.Content, _ form: YAML.Form, _ start: yaml_event_t, end: yaml_event_t,
        last: YAML?
    ) -> YAML {
        let lower = offset(start.start_mark)
        let upper = form == .flow ? offset(end.end_mark) : last?.range.upperBound ?? lower
        return node(content, form, range: lower..<max(lower, upper))
    }

    private func offset(_ mark: yaml_mark_t) -> Int { offsets[min(mark.index, offsets.count - 1)] }

    private func place(_ mark: yaml_mark_t) -> Place { place(offset: offset(mark)) }

    private func place(offset: Int) -> Place {
        Place(source, line: lineStarts.partitioningIndex { $0 > offset })
    }

    private mutating func remember(_ node: YAML, _ anchor: UnsafePointer<UInt8>?, size: Int) {
        guard let anchor else { return }
        anchors[text(anchor)] = (node, size)
    }

    private func refuseTag(_ tag: UnsafePointer<UInt8>?, at mark: yaml_mark_t) throws(YAMLError) {
        if let tag { throw .tag(text(tag), place(mark)) }
    }

    private func text(_ characters: UnsafePointer<UInt8>?) -> String {
        characters.map { String(cString: $0) } ?? ""
    }

    private func problem(_ parser: yaml_parser_t) -> YAMLError {
        let said = parser.problem.map { String(cString: $0) } ?? "not YAML"
        guard parser.error == YAML_READER_ERROR else {
            return .syntax(said, place(parser.problem_mark))
        }
        // A reader's error counts bytes from the text that libyaml was given.
        return .syntax(said, place(offset: min(parser.problem_offset + markLength, bytes.count)))
    }
}

extension Array {
    /// The first index whose element fulfils a condition that holds for all that follow it.
    fileprivate func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
