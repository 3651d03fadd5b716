/// Ids for grapheme clusters of more than one scalar, given back by `keepOnly(_:)`.
struct ClusterTable: Sendable {
    /// More scalars than this in one cell are dropped.
    static let scalarLimit = 32

    private var clusters: [[UInt32]] = []
    private var ids: [[UInt32]: UInt32] = [:]
    private var free: [UInt32] = []
    private(set) var threshold = 1024

    /// Whether it is time to call `keepOnly(_:)` with the places that are in use.
    var wantsCollection: Bool { ids.count >= threshold }
    var count: Int { ids.count }
    /// One more than the highest place.
    var places: Int { clusters.count }

    /// The place of a cluster; `nil` when no place is left in a cell's 21 bits.
    mutating func id(of scalars: [UInt32]) -> UInt32? {
        if let known = ids[scalars] { return known }
        let id: UInt32
        if let reused = free.popLast() {
            id = reused
            clusters[Int(id)] = scalars
        } else {
            guard clusters.count < Int(Cell.contentMask) else { return nil }
            id = UInt32(clusters.count)
            clusters.append(scalars)
        }
        ids[scalars] = id
        return id
    }

    /// The scalars of a cluster.
    func scalars(of id: UInt32) -> [UInt32] {
        Int(id) < clusters.count ? clusters[Int(id)] : []
    }

    /// The text of a cluster.
    func text(of id: UInt32) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars(of: id).lazy.compactMap { Unicode.Scalar($0) })
        return String(text)
    }

    /// Forgets the clusters whose place isn't marked.
    mutating func keepOnly(_ marked: [Bool]) {
        free.removeAll(keepingCapacity: true)
        for place in clusters.indices.reversed() where place >= marked.count || !marked[place] {
            if !clusters[place].isEmpty { ids[clusters[place]] = nil }
            clusters[place] = []
            free.append(UInt32(place))
        }
        threshold = max(1024, ids.count * 2)
    }
}
