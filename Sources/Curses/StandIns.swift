import Terminal

/// One character that ncurses can carry in place of what it can't: a cluster of many scalars, a
/// hyperlink, the colour of an underline, a width on which the C library has another opinion.
///
/// Narrow ones are of the private plane 16, wide ones of CJK extension B, which the C library
/// counts as two columns. A real character of those ranges gets a stand-in too, so that every
/// one of them in ncurses' output is ours.
struct StandIns {
    /// What a stand-in stands for.
    struct Meaning: Hashable {
        /// A scalar, or `Frame.Cell.clusterFlag` and a place among the clusters kept here.
        var content: UInt32
        /// A place among the links kept here, from 1; 0 for none.
        var link = 0
        var underlineColor = Color.default
        var isWide: Bool
        /// Where the terminal may come out at another column than we: the column of the cell.
        var column: Int?
    }

    private static let narrow: Range<UInt32> = 0x10_0000..<0x10_FFFE
    private static let wide: Range<UInt32> = 0x2_0000..<0x2_A6D7

    private var scalars: [Meaning: UInt32] = [:]
    private var narrowMeanings: [Meaning] = []
    private var wideMeanings: [Meaning] = []
    private(set) var clusters: [String] = []
    private(set) var links: [String] = []
    private var clusterPlaces: [String: UInt32] = [:]
    private var linkPlaces: [String: Int] = [:]

    static func contains(_ scalar: UInt32) -> Bool {
        narrow.contains(scalar) || wide.contains(scalar)
    }

    /// The content of a cluster, for a meaning.
    mutating func content(ofCluster cluster: String) -> UInt32 {
        if let place = clusterPlaces[cluster] { return place }
        let place = Frame.Cell.clusterFlag | UInt32(clusters.count)
        clusters.append(cluster)
        clusterPlaces[cluster] = place
        return place
    }

    /// The place of a link; 0 for a URI that could break out of its sequence.
    mutating func place(ofLink link: String) -> Int {
        if let place = linkPlaces[link] { return place }
        guard !link.isEmpty, link.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return 0 }
        links.append(link)
        linkPlaces[link] = links.count
        return links.count
    }

    /// The character for a meaning; `nil` when there are no more, which calls for a new table.
    mutating func scalar(for meaning: Meaning) -> UInt32? {
        if let scalar = scalars[meaning] { return scalar }
        let range = meaning.isWide ? Self.wide : Self.narrow
        let count = meaning.isWide ? wideMeanings.count : narrowMeanings.count
        guard count < range.count else { return nil }
        if meaning.isWide { wideMeanings.append(meaning) } else { narrowMeanings.append(meaning) }
        let scalar = range.lowerBound + UInt32(count)
        scalars[meaning] = scalar
        return scalar
    }

    func meaning(of scalar: UInt32) -> Meaning? {
        if Self.narrow.contains(scalar) {
            let place = Int(scalar - Self.narrow.lowerBound)
            return place < narrowMeanings.count ? narrowMeanings[place] : nil
        }
        guard Self.wide.contains(scalar) else { return nil }
        let place = Int(scalar - Self.wide.lowerBound)
        return place < wideMeanings.count ? wideMeanings[place] : nil
    }
}
