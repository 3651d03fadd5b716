extension Screen {
    /// A notification of OSC 99 whose last piece hasn't come.
    struct PendingNotification: Sendable {
        var id: Substring
        var title = ""
        var body = ""
    }

    /// Bytes of a title or body that pieces make, at most.
    private static let pieceLimit = 4096

    /// OSC 9 (iTerm2).
    mutating func notify(_ body: String) {
        // `OSC 9;4` is ConEmu's progress, not a notification.
        if body == "4" || body.hasPrefix("4;") { return }
        tell(.notification(title: "", body: body))
    }

    /// OSC 777 (rxvt-unicode): `notify;title;body`.
    mutating func notifyURxvt(_ fields: [Substring]) {
        guard fields.count >= 3, fields[0] == "notify" else { return }
        tell(.notification(title: String(fields[1]), body: fields[2...].joined(separator: ";")))
    }

    /// OSC 99 (kitty): `metadata;payload`, in pieces that share an id until one without `d=0`.
    mutating func notifyKitty(_ body: ArraySlice<UInt8>) {
        guard let split = body.firstIndex(of: 0x3B) else { return }
        var values: [Substring: Substring] = [:]
        for pair in Self.text(body[..<split]).split(separator: ":") {
            guard let equals = pair.firstIndex(of: "=") else { continue }
            values[pair[..<equals]] = pair[pair.index(after: equals)...]
        }
        let payload = body[body.index(after: split)...]
        var piece = Self.text(payload)
        if values["e"] == "1" { piece = Base64.decode(payload).map { Self.text($0[...]) } ?? "" }
        let id = values["i"] ?? ""
        var whole = PendingNotification(id: id)
        if let pending = notification, pending.id == id { whole = pending }
        switch values["p"] ?? "title" {
        case "title" where whole.title.utf8.count + piece.utf8.count <= Self.pieceLimit:
            whole.title += piece
        case "body" where whole.body.utf8.count + piece.utf8.count <= Self.pieceLimit:
            whole.body += piece
        case "title", "body": break
        // Queries, icons, buttons, and what closes a notification.
        default: return
        }
        if values["d"] == "0" {
            notification = whole
            return
        }
        notification = nil
        if !whole.title.isEmpty || !whole.body.isEmpty {
            tell(.notification(title: whole.title, body: whole.body))
        }
    }
}
