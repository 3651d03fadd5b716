/// Ids for the hyperlinks of OSC 8, given back by `keepOnly(_:)`.
struct LinkTable: Sendable {
    /// Links at most; more aren't made until some are forgotten.
    static let limit = 8192
    /// Bytes of a URI at most, as in the specification of OSC 8.
    static let uriLimit = 2083

    /// `parameter;uri`, or empty for a free place.
    private var keys: [String] = []
    private var uris: [String] = []
    private var ids: [String: UInt16] = [:]
    private var free: [UInt16] = []

    var isFull: Bool { ids.count >= Self.limit }
    var places: Int { uris.count }

    /// The id of a link, from 1; `nil` when the table is full or the URI too long.
    mutating func id(uri: String, parameter: String) -> UInt16? {
        guard uri.utf8.count <= Self.uriLimit, parameter.utf8.count <= 256 else { return nil }
        let key = parameter + ";" + uri
        if let known = ids[key] { return known }
        guard !isFull else { return nil }
        let id: UInt16
        if let reused = free.popLast() {
            id = reused
            keys[Int(id) - 1] = key
            uris[Int(id) - 1] = uri
        } else {
            keys.append(key)
            uris.append(uri)
            id = UInt16(uris.count)
        }
        ids[key] = id
        return id
    }

    /// The URI of a link; `nil` for none.
    func uri(_ id: UInt16) -> String? {
        id > 0 && Int(id) <= uris.count ? uris[Int(id) - 1] : nil
    }

    /// What OSC 8 has after its number for a link: `parameter;uri`; `nil` for none.
    func body(_ id: UInt16) -> String? {
        id > 0 && Int(id) <= keys.count ? keys[Int(id) - 1] : nil
    }

    /// Forgets the links whose id isn't marked.
    mutating func keepOnly(_ marked: [Bool]) {
        free.removeAll(keepingCapacity: true)
        for place in uris.indices.reversed() where place + 1 >= marked.count || !marked[place + 1] {
            if !keys[place].isEmpty { ids[keys[place]] = nil }
            keys[place] = ""
            uris[place] = ""
            free.append(UInt16(place + 1))
        }
    }
}
