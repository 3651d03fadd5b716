/// Ids for grapheme clusters of more than one scalar, given back by `keepOnly(_:)`.
///
/// A cluster is what stood in the cell before, a scalar or another cluster, and the scalar that
/// joined it; so joining compares two numbers, whatever the cluster's length.
struct ClusterTable: Sendable {
    /// More scalars than this in one cell are dropped.
    static let scalarLimit = 32

    private struct Cluster: Sendable {
        /// What it was before its last scalar joined: a cell's content and cluster bit.
        var stem: UInt32
        var last: UInt32
        var first: UInt32
        /// Scalars; 0 for a free place.
        var count: Int
    }

    private var clusters: [Cluster] = []
    private var free: [UInt32] = []
    /// Open addressing; 0 is an empty place, else the id + 1.
    private var index: [UInt32] = Array(repeating: 0, count: 256)
    /// Clusters held.
    private(set) var count = 0
    private(set) var threshold = 4096

    /// Whether it is time to call `keepOnly(_:)` with the places that are in use.
    var wantsCollection: Bool { count >= threshold }
    /// One more than the highest place.
    var places: Int { clusters.count }

    /// The cluster that a scalar makes of a cell's content.
    ///
    /// - Parameter stem: the cell's content, and its cluster bit when that is a cluster's id.
    /// - Returns: `nil` when no place is left in a cell's 21 bits.
    mutating func id(of stem: UInt32, joinedBy scalar: UInt32) -> UInt32? {
        let mask = index.count - 1
        var probe = Self.hash(stem, scalar) & mask
        while index[probe] != 0 {
            let known = clusters[Int(index[probe]) - 1]
            if known.stem == stem, known.last == scalar { return index[probe] - 1 }
            probe = (probe + 1) & mask
        }
        let made = Cluster(
            stem: stem, last: scalar, first: first(of: stem), count: length(of: stem) + 1)
        let id: UInt32
        if let reused = free.popLast() {
            id = reused
            clusters[Int(id)] = made
        } else {
            guard clusters.count < Int(Cell.contentMask) else { return nil }
            id = UInt32(clusters.count)
            clusters.append(made)
        }
        count += 1
        index[probe] = id + 1
        if count * 2 > index.count { rebuild(index.count * 2) }
        return id
    }

    // MARK: What stands in a cell

    /// The scalars of a content, U+0020 for none.
    func scalars(of content: UInt32) -> [UInt32] {
        var scalars: [UInt32] = []
        var content = content
        while let cluster = cluster(content) {
            scalars.append(cluster.last)
            content = cluster.stem
        }
        scalars.append(first(of: content))
        return scalars.reversed()
    }

    /// The first scalar of a content.
    func first(of content: UInt32) -> UInt32 {
        cluster(content)?.first ?? (content == 0 ? 0x20 : content)
    }

    /// The last scalar of a content.
    func last(of content: UInt32) -> UInt32 {
        cluster(content)?.last ?? (content == 0 ? 0x20 : content)
    }

    /// How many scalars a content has.
    func length(of content: UInt32) -> Int { cluster(content)?.count ?? 1 }

    /// The text of a content.
    func text(of content: UInt32) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars(of: content).lazy.compactMap { Unicode.Scalar($0) })
        return String(text)
    }

    /// Forgets the clusters whose place isn't marked and that no marked one begins with.
    mutating func keepOnly(_ marked: [Bool]) {
        var kept = Array(repeating: false, count: clusters.count)
        for place in clusters.indices where place < marked.count && marked[place] {
            var place = place
            while !kept[place] {
                kept[place] = true
                let stem = clusters[place].stem
                guard stem & UInt32(Cell.clusterBit) != 0 else { break }
                place = Int(stem & UInt32(Cell.contentMask))
            }
        }
        free.removeAll(keepingCapacity: true)
        for place in clusters.indices.reversed() where !kept[place] {
            clusters[place].count = 0
            free.append(UInt32(place))
        }
        count = clusters.count - free.count
        threshold = max(4096, count * 2)
        var size = 256
        while size < count * 4 { size *= 2 }
        rebuild(size)
    }

    // MARK: Parts

    private func cluster(_ content: UInt32) -> Cluster? {
        guard content & UInt32(Cell.clusterBit) != 0 else { return nil }
        let place = Int(content & UInt32(Cell.contentMask))
        return place < clusters.count ? clusters[place] : nil
    }

    private static func hash(_ stem: UInt32, _ scalar: UInt32) -> Int {
        let mixed = (UInt64(stem) << 32 | UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 33)
    }

    private mutating func rebuild(_ size: Int) {
        index = Array(repeating: 0, count: size)
        for (place, cluster) in clusters.enumerated() where cluster.count > 0 {
            var probe = Self.hash(cluster.stem, cluster.last) & (size - 1)
            while index[probe] != 0 { probe = (probe + 1) & (size - 1) }
            index[probe] = UInt32(place) + 1
        }
    }
}
